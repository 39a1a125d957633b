// Every text of the widget, in plain Dutch (B1). Telephone numbers stand in the knowledge base too; a test compares them.

export const texts = {
  title: "Kompas-assistent",
  subtitle: "Hulp bij de aanpak van mensenhandel",
  launcher: "Stel uw vraag",
  launcherAgain: "Verder met uw gesprek",
  conversation: "Gesprek met de assistent",
  opening: "Waar kan ik u mee helpen?",
  starters: ["Ik vermoed mensenhandel. Wat moet ik doen?", "Wat doet een zorgcoördinator?", "Wat is het Kompas Aanpak Mensenhandel?"],
  startersLabel: "Bijvoorbeeld",

  notice: {
    computer: "U praat met een computer, niet met een mens. Elk antwoord heeft een bron. Kijk bij twijfel in die bron.",
    danger: "Is er nu gevaar? Bel 112.",
    label: "Goed om te weten",
  },
  human: "Spreek een mens",
  humanMessage: "Ik wil een medewerker spreken",

  composer: {
    label: "Uw vraag",
    placeholder: "Typ hier uw vraag",
    hint: "Typ geen namen of andere persoonsgegevens.",
    send: "Verstuur",
    empty: "Typ eerst een vraag.",
    busy: "Wacht even op het antwoord. Uw tekst blijft staan.",
    left: (count: number) => (count === 1 ? "Nog 1 teken." : `Nog ${count} tekens.`),
    tooLong: (over: number, limit: string) =>
      `Uw vraag is ${over === 1 ? "1 teken" : `${over} tekens`} te lang. Er passen ${limit} tekens in. Maak uw vraag korter.`,
    messagesLeft: (count: number) =>
      count === 1 ? "U kunt nog 1 vraag stellen in dit gesprek." : `U kunt nog ${count} vragen stellen in dit gesprek.`,
  },

  you: "U vroeg",
  assistant: "Antwoord van de assistent",
  searching: "De assistent zoekt een antwoord.",
  slow: "Het zoeken duurt langer dan normaal. Nog even geduld.",
  sentAgain: "Opnieuw versturen",
  newTab: "opent in een nieuw tabblad",

  answer: {
    caveat: "Let op",
    safety: "Eerst veiligheid",
    handoff: "Verder met een mens",
    source: "Bron",
    sources: "Bronnen",
    moreSources: (count: number) => (count === 1 ? "Nog 1 bron" : `Nog ${count} bronnen`),
    noDate: "zonder datum",
    asOf: (date: string) => `Het antwoord geldt per ${date}.`,
    sourceLine: (title: string, publisher: string, date: string) =>
      `${title}${publisher ? `, ${publisher}` : ""} (${date})`,
    choices: "Kies een vervolg",
    clarify: "Welk antwoord zoekt u?",
    more: "Meer hierover",
    moreMessage: "Vertel meer hierover",
    copy: "Kopieer antwoord",
    copied: "Het antwoord is gekopieerd, met de bronnen.",
    copyFailed: "Kopiëren lukt niet in deze browser. Selecteer de tekst en kopieer die zelf.",
    wipe: "Wis dit gesprek",
    image: (alt: string) => `(afbeelding: ${alt})`,
  },

  chart: {
    bar: "Staafdiagram",
    line: "Lijndiagram",
    table: "Bekijk de cijfers als tabel",
    label: "Onderwerp",
    value: "Aantal",
    source: (source: string) => `Bron: ${source}`,
    summary: (kind: string, title: string, points: string) => `${kind}: ${title}. ${points}.`,
  },

  progress: (step: number, of: number) => `Stap ${step} van ${of}`,
  downloads: "Downloaden",
  // A media type says nothing to a reader; the title names the kind of file then.
  fileType: (type: string) => (type && !type.includes("/") ? ` (${type})` : ""),

  feedback: {
    question: "Helpt dit antwoord u?",
    yes: "Ja",
    no: "Nee",
    why: "Wat is er mis met het antwoord?",
    reasons: {
      wrong: "Het klopt niet",
      unclear: "Het is niet duidelijk",
      incomplete: "Er ontbreekt iets",
      outdated: "Het is verouderd",
      other: "Iets anders",
    },
    send: "Verstuur",
    cancel: "Annuleer",
    choose: "Kies eerst wat er mis is.",
    thanks: "Dank u. De redactie kijkt naar uw reactie.",
    failed: "Uw reactie is niet verstuurd. Probeer het opnieuw.",
  },

  menu: {
    open: "Meer mogelijkheden",
    label: "Mogelijkheden",
    download: "Bewaar dit gesprek",
    print: "Druk dit gesprek af",
    restart: "Begin opnieuw",
    close: "Sluit de assistent",
    restartTitle: "Opnieuw beginnen?",
    restartText: "Het gesprek verdwijnt uit uw browser. Dat kunt u niet terugdraaien.",
    restartYes: "Ja, wis het gesprek",
    restartNo: "Nee, ga verder",
    restarted: "Het gesprek is gewist uit uw browser. U kunt een nieuwe vraag stellen.",
  },

  transcript: {
    file: "gesprek-kompas-assistent",
    title: "Gesprek met de Kompas-assistent",
    madeOn: (date: string) => `Bewaard op ${date}.`,
    notice: "Dit zijn antwoorden van een computer. Kijk bij twijfel in de bron.",
    you: "Uw vraag",
    assistant: "Antwoord",
  },

  // What went wrong, and what the user can do now. Every text keeps a way to a person.
  problems: {
    offline: "U bent offline. Uw vraag is niet verstuurd, maar blijft hier staan.",
    unreachable: "De assistent is niet bereikbaar. Uw vraag is niet verstuurd, maar blijft hier staan.",
    timeout: "De assistent gaf te laat antwoord. Uw vraag blijft hier staan.",
    server: "Er is een storing. Uw vraag blijft hier staan.",
    rate: "U stuurt veel vragen achter elkaar. Uw vraag blijft hier staan.",
    messages: "Dit gesprek is vol. Begin een nieuw gesprek om verder te gaan. U kunt dit gesprek eerst bewaren.",
    size: "Uw vraag is te lang. Maak de tekst korter en probeer het opnieuw.",
    origin: "De assistent is op deze website niet toegestaan. Meld dit aan de beheerder van de website.",
    session: "Het gesprek is verlopen. Uw vraag blijft hier staan.",
    interrupted: "Deze vraag kreeg nog geen antwoord, omdat de pagina is gesloten of vernieuwd.",
  },
  rateWait: (seconds: number) =>
    seconds === 1 ? "Over 1 seconde kunt u hem opnieuw versturen." : `Over ${seconds} seconden kunt u hem opnieuw versturen.`,
  helpNow:
    "Kan het niet wachten? Bel de helpdesk van CoMensha: 033 448 11 86 (werkdagen 9.00 tot 17.00 uur). Bij gevaar belt u 112.",
  offlineNow: "U bent offline. U kunt wel doorlezen en typen.",
  onlineAgain: "U bent weer online.",
} as const;
