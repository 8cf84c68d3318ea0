-- A script for wrk, which never sends the same credentials twice, and prints the number of answers.
--
-- Arguments: "statuses" to count the statuses of refusals, else "no-statuses"; a seed; and the callers.
-- The callers are "strangers" with unknown names, or a file. Each line of the file is the Base64 of
-- `username:` and some padding, and each request uses one of the lines. Without the third argument,
-- the requests have no credentials.
--
-- Every part is a multiple of three bytes, so that the Base64 parts can be concatenated.

local threads = {}
local digits = {}
local openings = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set('number', #threads)
end

local function base64(text)
  local alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  local first, second, third = text:byte(1, 3)
  local bits = (first * 256 + second) * 256 + third
  local result = ''
  for _ = 1, 4 do
    local index = bits % 64
    result = alphabet:sub(index + 1, index + 1) .. result
    bits = (bits - index) / 64
  end
  return result
end

local COLON = base64(':pw')

local function fresh()
  local random = math.random
  return digits[random(1000)] .. digits[random(1000)] .. digits[random(1000)] .. digits[random(1000)]
end

local function opening()
  if #openings == 0 then return fresh() .. COLON end
  return openings[math.random(#openings)]
end

function init(args)
  throttled, other = 0, 0
  if args[1] == 'statuses' then
    response = function(status)
      if status == 429 then throttled = throttled + 1 end
      if status ~= 429 and status ~= 401 then other = other + 1 end
    end
  end
  if args[3] == nil then return end

  math.randomseed(tonumber(args[2]) + number)
  for index = 1, 1000 do digits[index] = base64(string.format('%03d', index - 1)) end
  if args[3] ~= 'strangers' then
    for line in io.lines(args[3]) do table.insert(openings, line) end
  end
  local head = wrk.format():gsub('\r\n\r\n$', '\r\nAuthorization: Basic ')
  request = function() return head .. opening() .. fresh() .. '\r\n\r\n' end
end

function done(summary)
  local counts = { throttled = 0, other = 0 }
  for _, thread in ipairs(threads) do
    for name, count in pairs(counts) do counts[name] = count + thread:get(name) end
  end
  print(string.format(
    '{"requests":%d,"microseconds":%d,"refusals":%d,"unconnected":%d,"throttled":%d,"other":%d}',
    summary.requests, summary.duration, summary.errors.status, summary.errors.connect,
    counts.throttled, counts.other
  ))
end
