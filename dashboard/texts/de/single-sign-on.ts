import type { singleSignOn as english } from '../en/single-sign-on';
import { saml } from './saml';

/** Texts of the settings of single sign-on. */
export const singleSignOn: typeof english = {
  why: 'Mitglieder melden sich beim Identitätsanbieter Ihrer Firma an, zum Beispiel bei Okta, Entra ID oder Google.',
  submitNew: 'Hinzufügen',
  next: {
    domain:
      'Noch ist keine Domain bestätigt. Die Anmeldung führt deshalb niemanden zu Ihrem Identitätsanbieter.',
    active:
      'Noch ist kein Identitätsanbieter aktiv. Niemand kann sich damit anmelden. Testen Sie ihn zuerst.',
  },
  providers: {
    title: 'Identitätsanbieter',
    why: 'Mitglieder wählen bei der Anmeldung einen davon, nach dem Namen, den Sie ihm geben.',
    empty:
      'Mit einem Identitätsanbieter melden sich Mitglieder mit ihrem Firmenkonto an, ohne weiteres Passwort. Wer die Firma verlässt, kann sich auch hier nicht mehr anmelden.',
    add: 'Identitätsanbieter hinzufügen',
    active: 'Aktiv',
    inactive: 'Nicht aktiv',
    edit: 'Bearbeiten',
    test: 'Testen',
    testOf: (name) => `${name} testen`,
    activate: 'Aktivieren',
    deactivate: 'Deaktivieren',
  },
  edit: {
    title: (name) => `${name} bearbeiten`,
    type: 'Anbieter',
    other: 'Ein anderer Anbieter mit OpenID Connect',
    steps: {
      okta: 'Öffnen Sie in Okta „Applications“ und erstellen Sie eine App-Integration: OIDC, Web Application. Tragen Sie dort diese Redirect-URI ein.',
      entra:
        'Öffnen Sie in Entra „App-Registrierungen“ und registrieren Sie diesen Dienst mit der Plattform „Web“ und dieser Redirect-URI. Erstellen Sie unter „Zertifikate & Geheimnisse“ einen geheimen Clientschlüssel.',
      google:
        'Erstellen Sie in der Google-Cloud-Konsole eine OAuth-Client-ID vom Typ „Webanwendung“ mit dieser Redirect-URI.',
      oidc: 'Registrieren Sie beim Anbieter eine Webanwendung mit Client-Geheimnis und dieser Redirect-URI.',
    },
    saml,
    redirectUri: 'Redirect-URI',
    issuer: 'Aussteller (issuer)',
    issuers: {
      okta: 'https://ORG.okta.com oder, bei einem eigenen Autorisierungsserver, https://ORG.okta.com/oauth2/ID.',
      oidc: 'Die Adresse des Anbieters, Zeichen für Zeichen wie in seinem Discovery-Dokument.',
    },
    tenant: 'Verzeichnis-ID (Mandant)',
    tenantHint: 'Sie steht in der Übersicht der App-Registrierung.',
    fixed:
      'Der Aussteller lässt sich nicht ändern, weil seine Benutzer dann andere Personen wären.',
    name: 'Anzeigename',
    nameHint: (name) => `Bei der Anmeldung steht auf der Schaltfläche „Weiter mit ${name}“.`,
    clientId: 'Client-ID',
    clientSecret: 'Client-Geheimnis',
    secretOnce: 'Es wird verschlüsselt gespeichert und nie wieder angezeigt.',
    keepSecret: 'Lassen Sie das Feld leer, um das jetzige zu behalten.',
    hostedDomain: 'Domain des Google Workspace',
    hostedDomainHint:
      'Nur Benutzer dieses Workspace werden angenommen. Ohne Angabe kann es jeder mit einem Google-Konto versuchen.',
    more: 'Weitere Einstellungen',
    authentication: 'Das Client-Geheimnis wird gesendet',
    post: 'Im Formular (üblich)',
    basic: 'Mit HTTP Basic',
    scopes: 'Zusätzliche Scopes',
    scopesHint: 'Durch Leerzeichen getrennt. openid, email und profile werden immer angefordert.',
    mfa: 'Zweiter Faktor beim Anbieter',
    mfaHint:
      'Verlangt das Konto einen zweiten Faktor, kann der des Anbieters den hiesigen ersetzen.',
    mfaClaims: {
      none: 'Gilt hier nicht',
      amr: 'Gilt, wenn der Claim amr ihn nennt',
      acr: 'Gilt, wenn der Claim acr einen der Werte unten hat',
    },
    acrValues: 'Akzeptierte Werte von acr',
    acrValuesHint: 'Durch Leerzeichen getrennt.',
    logoutUri: 'URI für die Abmeldung (Back-Channel)',
    logoutUriHint:
      'Tragen Sie sie beim Anbieter ein, damit eine Abmeldung dort die Sitzungen hier beendet.',
    invalid: 'Dieser Anbieter kann nicht verwendet werden:',
    added: (name) => `${name} ist hinzugefügt. Testen Sie ihn als Nächstes.`,
  },
  tasks: {
    testTitle: (name) => `${name} testen`,
    testWhy:
      'Sie melden sich beim Anbieter an und kommen zurück. Dann sehen Sie, was er über Sie sendet. Der Test ändert nichts.',
    testStart: 'Anbieter öffnen',
    invalid:
      'Der Anbieter antwortet nicht so, wie seine Einstellungen es sagen. Prüfen Sie den Aussteller und die Redirect-URI.',
    activateTitle: (name) => `${name} aktivieren?`,
    activateWhy:
      'Alle mit einer Adresse in einer bestätigten Domain können ihn bei der Anmeldung wählen.',
    activated: (name) => `${name} ist aktiv.`,
    deactivateTitle: (name) => `${name} deaktivieren?`,
    deactivateWhy:
      'Niemand kann sich mehr damit anmelden, und die damit begonnenen Sitzungen enden sofort. Sie können ihn wieder aktivieren.',
    deactivated: (name) => `${name} ist nicht mehr aktiv.`,
    delete: 'Löschen',
    deleteTitle: (name) => `${name} löschen?`,
    deleteWhy:
      'Die damit begonnenen Sitzungen enden sofort, und seine Verknüpfungen mit Mitgliedern werden gelöscht. Die Mitglieder bleiben. Wer weder Passwort noch Passkey hat, kann sich nicht mehr anmelden.',
    deleted: (name) => `${name} ist gelöscht.`,
  },
  domains: {
    title: 'E-Mail-Domains',
    why: 'Der Identitätsanbieter spricht nur für E-Mail-Adressen von Domains, die Sie per DNS bestätigt haben.',
    empty:
      'Keine Domains. Fügen Sie die hinzu, die in den Adressen Ihrer Mitglieder hinter dem @ steht.',
    add: 'Domain hinzufügen',
    domain: 'Domainname',
    domainHint:
      'Was hinter dem @ steht, zum Beispiel example.com. Eine Subdomain ist eine eigene Domain.',
    verified: 'Bestätigt',
    unverified: 'Nicht bestätigt',
    since: 'Seit',
    publish: 'Veröffentlichen Sie diesen Eintrag im DNS der Domain, und bestätigen Sie sie dann.',
    record: { type: 'Typ', name: 'Name des Eintrags', value: 'Wert' },
    recordHint: 'Manche DNS-Dienste hängen die Domain selbst an den Namen an.',
    verify: 'Bestätigen',
    verifyOf: (domain) => `${domain} bestätigen`,
    verifying: 'Wird gesucht …',
    missing:
      'Der Eintrag wurde noch nicht gefunden. Nach dem Veröffentlichen kann es im DNS eine Stunde dauern. Nichts geht verloren: Versuchen Sie es später wieder.',
    existsElsewhere: 'Ein anderes Konto hat diese Domain bestätigt.',
    nowVerified: (domain) => `${domain} ist bestätigt.`,
    delete: 'Löschen',
    deleteOf: (domain) => `${domain} löschen`,
    deleteTitle: (domain) => `${domain} löschen?`,
    deleteVerified:
      'Adressen dieser Domain führen bei der Anmeldung nicht mehr zum Identitätsanbieter, und er kann niemanden daraus hinzufügen. Offene Sitzungen laufen weiter. Um die Domain wieder zu verwenden, veröffentlichen Sie einen neuen Eintrag.',
    deleteUnverified: 'Ihr DNS-Eintrag beweist dann nichts. Entfernen Sie ihn auch aus dem DNS.',
    deleted: (domain) => `${domain} ist gelöscht.`,
  },
  provisioning: {
    title: 'Neue Mitglieder',
    why: 'Wer dem Konto bei einer Anmeldung mit einem Identitätsanbieter beitreten darf.',
    invite: 'Nur Eingeladene',
    inviteHint: 'Die erste Anmeldung nimmt eine offene Einladung an, mit deren Rollen.',
    jit: 'Alle in einer bestätigten Domain',
    jitHint:
      'Sie treten bei ihrer ersten Anmeldung bei, sehen und ändern alles im Produkt und dürfen andere einladen. Wen Sie entfernt haben, der braucht eine Einladung.',
    scim: 'Nur, wen der Identitätsanbieter sendet',
    scimHint:
      'Er fügt Mitglieder über SCIM hinzu, ändert und sperrt sie. Hier laden Sie dann niemanden mehr ein, sperren und entfernen niemanden. Richten Sie unten zuerst SCIM ein.',
  },
  scim: {
    secretTitle: (name) => `${name || 'SCIM-Token'} speichern`,
    title: 'SCIM-Zugang',
    why: 'Der Identitätsanbieter verwaltet Mitglieder selbst, mit dieser Adresse und einem Token.',
    url: 'Adresse (Base URL)',
    urlHint: 'Anfragen müssen über den Edge-Proxy dieses Dienstes kommen.',
    lastRequest: 'Letzte Anfrage',
    managed: 'Verwaltete Mitglieder',
    empty: 'Noch keine Tokens.',
    create: 'Token erstellen',
    createWhy:
      'Das Token gehört einem Dienstbenutzer. Unter dessen Namen steht im Protokoll, was der Anbieter getan hat.',
    owner: 'Dienstbenutzer',
    newOwner: (name) => `Ein neuer: ${name}`,
    newName: 'Identitätsanbieter (SCIM)',
    submit: 'Erstellen',
    created: 'erstellt',
    lastUsed: 'zuletzt verwendet:',
    neverUsed: 'nie verwendet',
    activity: 'Was es getan hat',
    rotate: 'Neues Geheimnis',
    delete: 'Löschen',
    deleteTitle: 'Dieses Token löschen?',
    deleteWhy:
      'Der Identitätsanbieter kann damit keine Mitglieder mehr verwalten. Die Mitglieder bleiben, wie sie sind.',
    deleted: 'Das Token ist gelöscht.',
  },
  groups: {
    title: 'Gruppen',
    why: 'Der Identitätsanbieter sendet diese Gruppen über SCIM. Eine Gruppe kann ihren Mitgliedern mehr Rollen geben.',
    members: (count) => (count === 1 ? 'Ein Mitglied' : `${count} Mitglieder`),
    badges: { manager: 'Verwaltet Mitglieder', administrator: 'Administratoren' },
    change: 'Rollen',
    changeOf: (group) => `Rollen der Gruppe ${group}`,
    changeWhy: 'Wer mehreren Gruppen angehört, hat die höchsten Rollen von allen.',
    levels: {
      none: 'Nicht mehr als jedes Mitglied',
      manager: 'Sie verwalten Mitglieder',
      administrator: 'Sie sind Administratoren',
    },
    hints: {
      none: 'Sie sehen und ändern alles im Produkt und dürfen andere einladen.',
      manager: 'Sie ändern auch Rollen, sperren und entfernen andere Mitglieder.',
      administrator: 'Alles, auch Einstellungen, Dienstbenutzer und Protokoll.',
    },
  },
  enforcement: {
    title: 'Single Sign-on verlangen',
    why: 'Mitglieder kommen dann nur noch mit einem Identitätsanbieter in dieses Konto.',
    on: 'Verlangt',
    off: 'Nicht verlangt',
    facts: 'Solange Sie es nicht verlangen, gelten auch Passwörter und Passkeys.',
    emergency: 'Notfallzugang',
    nobody: 'Niemand',
    choose: 'Auswählen',
    requireTitle: 'Single Sign-on verlangen?',
    ends: (sessions) => `Sitzungen ohne einen Identitätsanbieter dieses Kontos enden: ${sessions}`,
    consequences: [
      'Passwörter und Passkeys führen nicht mehr in dieses Konto. Für andere Konten bleiben sie.',
      'Tokens, API-Schlüssel und SSH-Schlüssel gelten weiter. Die anderen Administratoren erhalten eine E-Mail.',
    ],
    withoutBreakGlass: 'Ohne Notfallzugang verlangen',
    withoutBreakGlassHint:
      'Fällt der Identitätsanbieter aus, kann sich niemand anmelden, bis der Betreiber dieses Dienstes hilft.',
    firstSso:
      'Sie haben sich nicht mit einem Identitätsanbieter dieses Kontos angemeldet. Tun Sie das zuerst, damit feststeht, dass er funktioniert.',
    required: 'Mitglieder brauchen jetzt Single Sign-on.',
    stop: 'Nicht mehr verlangen',
    stopTitle: 'Single Sign-on nicht mehr verlangen?',
    stopWhy:
      'Mitglieder können sich wieder mit Passwort oder Passkey anmelden. Die anderen Administratoren erhalten eine E-Mail.',
    stopped: 'Mitglieder brauchen kein Single Sign-on mehr.',
  },
  test: {
    title: 'Der Test war erfolgreich',
    why: 'Das hat der Identitätsanbieter gesendet. Nichts wurde geändert und niemand angemeldet.',
    gone: 'Das Ergebnis eines Tests wird einmal angezeigt. Starten Sie den Test erneut, um es zu sehen.',
    user: 'Der Benutzer',
    subject: 'Kennung (sub)',
    subjectHint: 'Sie identifiziert den Benutzer hier auf Dauer.',
    counts: 'Gilt',
    countsNot: 'Gilt nicht',
    verifiedDomain: (domain) => `Das Konto hat ${domain} bestätigt.`,
    unverifiedDomain: (domain) =>
      `Das Konto hat ${domain} nicht bestätigt. Wer hier neu ist, wird abgelehnt.`,
    noEmail: 'Wer hier neu ist, wird ohne Adresse abgelehnt. Prüfen Sie die Scopes beim Anbieter.',
    confirmed: 'Der Anbieter gibt an, dass er die Adresse geprüft hat.',
    unconfirmed: 'Der Anbieter gibt nicht an, dass er die Adresse geprüft hat.',
    name: 'Name',
    amr: 'Verfahren (amr)',
    acr: 'Stufe (acr)',
    missing: 'nicht gesendet',
    claims: 'Alle Claims',
    claim: 'Claim',
    value: 'Wert',
    back: 'Zurück zum Single Sign-on',
  },
};
