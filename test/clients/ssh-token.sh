url=https://your-name.twil.io
account=ac_1234567890abcdef
key=~/.ssh/id_ed25519

challenge=$(curl -fsS "$url/token/ssh" -H 'Content-Type: application/json' -d '{"json":true}' | cut -d '"' -f 4)
signature=$(printf '%s %s' "$url" "$challenge" |
  ssh-keygen -Y sign -n token@twilio-functions-auth -f "$key" | tr '\n' ' ')
token=$(printf '{"json":true,"challenge":"%s","signature":"%s","account":"%s"}' "$challenge" "$signature" "$account" |
  curl -fsS "$url/token/ssh" -H 'Content-Type: application/json' -d @- | cut -d '"' -f 4)

curl -sS "$url/your-function" -H "Authorization: Bearer $token"
