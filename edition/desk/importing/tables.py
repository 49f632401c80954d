"""Words by which the parts of a text are known, folded: English, German, French, Russian.

Put together by hand. A word that is missing leaves a passage as plain text and does no harm.
"""

from edition.rules.words_of_time import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_ENGLISH_VERBS = """
accept acknowledge add admit advise affirm agree announce answer apologize appreciate argue ask assent assert assure
clarify comment complain concede conclude confess confirm congratulate consent continue contend counsel declare decline
demand deny describe disagree doubt emphasize enquire exclaim explain express greet guarantee hope indicate inform
inquire
insist interject interrupt intervene invite joke maintain mention muse note object observe offer order persist point
predict press proceed promise pronounce propose protest query question reassure recall recommend refuse regret reiterate
remark remind repeat reply report request respond resume retort reveal say speculate state stipulate stress suggest
summarize
swear tell thank think turn urge volunteer vow warn welcome wish wonder believe recount
"""
_IRREGULAR_VERBS = """
said says told tells thought replied replies denied denies clarified clarifies swore sworn spoke speaks speak put puts
"""


def _english() -> frozenset[str]:
    forms = set(_IRREGULAR_VERBS.split())
    for verb in _ENGLISH_VERBS.split():
        stem = verb[:-1] if verb.endswith("e") else verb
        if verb.endswith("y") and verb[-2] not in "aeou":
            forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
        else:
            forms |= {verb + ("es" if verb.endswith(("s", "sh", "ch", "ss")) else "s"), stem + "ed"}
        forms.add(verb + verb[-1] + "ed")  # regretted, stirred
    return frozenset(forms) - {"said's"}


# Finite forms of verbs of speaking; the others stand behind auxiliaries (does not agree).
ENGLISH_VERBS = _english()
BASE_VERBS = frozenset(_ENGLISH_VERBS.split()) | {"say", "tell", "speak", "put"}
AUXILIARIES = frozenset("does did do not will would can could might may must".split())
VERBS = ENGLISH_VERBS | _words("""
sagt sagte fragt fragte antwortet antwortete erwidert erwiderte erklärt erklärte bemerkt bemerkte meint meinte äußert
äußerte
fügt fügte stellt stellte betont betonte schlägt schlug dankt dankte bittet bat bestätigt bestätigte versichert
versicherte
entgegnet entgegnete berichtet berichtete teilt teilte wendet wandte weist wies ergänzt ergänzte gibt gab hofft hoffte
wiederholt wiederholte unterstreicht unterstrich verlangt verlangte verneint verneinte bejaht bejahte erkundigt
erkundigte
widerspricht widersprach verspricht versprach spricht sprach führt führte fordert forderte erinnert erinnerte hält hielt
empfiehlt empfahl lehnt lehnte warnt warnte glaubt glaubte gefragt gesagt geantwortet geäußert
demande demanda demandé répond répondit répondu dit déclare déclara déclaré ajoute ajouta ajouté remarque remarqua
remarqué
observe observa explique expliqua expliqué affirme affirma affirmé confirme confirma confirmé souligne souligna souligné
propose proposa proposé objecte objecta rappelle rappela rappelé estime estima précise précisa précisé reconnaît
reconnut
assure assura insiste insista réplique répliqua conclut exprime exprima remercie remercia poursuit poursuivit note nota
interroge interrogea indique indiqua promet promit refuse refusa accepte accepta suggère suggéra espère espéra avertit
continue continua
говорит сказал сказала говорил говорила спрашивает спросил спросила отвечает ответил ответила заявляет заявил заявила
замечает заметил заметила добавляет добавил добавила подтверждает подтвердил подтвердила возражает возразил возразила
поясняет пояснил пояснила объясняет объяснил объяснила предлагает предложил предложила соглашается согласился
согласилась
выражает выразил выразила просит попросил попросила указывает указал указала подчеркивает подчеркнул подчеркнула
продолжает продолжил продолжила сообщает сообщил сообщила благодарит поблагодарил поблагодарила интересуется полагает
считает повторяет повторил напоминает напомнил обещает обещал обещает отмечает отметил отметила утверждает уверяет
рекомендует советует предупреждает надеется
""")
GESTURES = _words("""
shrugs shrugged nods nodded smiles smiled laughs laughed rises rose stands stood sits sat bows bowed shakes shook waves
waved gestures gestured shows showed points sighs sighed frowns frowned pauses paused leaves left enters entered
embraces
kisses applauds applauded gets coughs
nickt nickte lächelt lächelte lacht lachte zuckt zuckte erhebt erhob steht stand schüttelt schüttelte verbeugt verbeugte
lehnt setzt setzte seufzt seufzte
hausse haussa sourit rit hoche hocha incline inclina acquiesce secoue secoua lève leva soupire soupira
кивает кивнул кивнула улыбается улыбнулся смеется засмеялся пожимает пожал пожала встает встал встала качает покачал
показывает разводит развел вздыхает садится
""") - _words("left")
# Words that may stand between a name and its verb.
BETWEEN = _words("""
in reply answer response turn his her also then further again thereupon now does did do not has had have will would
too once more
still finally thus therefore immediately once first next here however only
auch dann darauf wieder nochmals hat habe hatte nun ferner weiter daraufhin zudem jedoch aber nicht sich
a lui ne se s' alors à son tour avait ensuite encore aussi leur nous en outre
также затем ещё еще опять снова не тогда далее и ему ей в ответ
""")
GERUNDS = _words("""
standing rising nodding smiling laughing shrugging shaking pointing sighing bowing sitting gesturing turning getting
leaning
aufstehend lachend lächelnd nickend achselzuckend kopfschüttelnd
souriant riant hochant haussant
вставая встав улыбаясь смеясь кивая пожимая качая указывая
""")
HONORIFICS = _words("""
cde cde. comrade mr mr. mrs mrs. ms ms. miss dr dr. prof prof. gen gen. general col col. marshal president chairman
premier
prime minister foreign ambassador secretary lord sir lady king shah prince princess count baron captain
capt. major lieutenant lt.
herr herrn frau fräulein genosse gen. präsident kanzler reichskanzler minister botschafter graf freiherr
m. mm. mme mlle monsieur madame mademoiselle général président ministre maréchal ambassadeur comte
préfet maire consul directeur professeur professor direktor pfarrer bürgermeister oberst leutnant hauptmann
oberbürgermeister
тов. т. тт. товарищ г-н г. господин госпожа генерал маршал посол министр председатель президент
the der die das le la l'
""")
PARTICLES = _words("os al el ol ul de du van von der den la le ibn bin of di da y zu von und af d'")
# What opens a line of the head of a letter or of minutes; it is no speaker.
FIELD_WORDS = _words("from to von an de an от кому")
FIELDS = FIELD_WORDS | _words("""
from to date subject re ref reference cc bcc place time present absent participants attendees attendance classification
copy copies number no file source sources note notes remark remarks summary example warning translation translator
translated
von an datum betreff betr ort zeit anwesend abwesend teilnehmer entschuldigt protokollant protokoll aktenzeichen nr
anmerkung
anmerkungen beispiel hinweis quelle quellen zusammenfassung übersetzung kopie
date objet lieu heure présents présent absents excusés participants référence remarque exemple source sources résumé
copie
от кому дата тема место время присутствовали присутствуют участники источник примечание примечания перевод копия пример
signed gez signé подпись recorded p.s ps nb n.b http https www tel fax email e-mail phone url isbn doi
""")
PRESENCE = (
    "present", "also present", "in attendance", "attended by", "participants", "attendees", "those present",
    "anwesend", "anwesende", "teilnehmer", "zugegen", "es waren anwesend",
    "presents", "present(e)s", "etaient presents", "participants",
    "присутствовали", "присутствуют", "на беседе присутствовали", "участники", "присутствовал",
)  # fmt: skip
# What begins a sentence and is no name, though it has a capital there.
NO_NAMES = BETWEEN | _words("""
he she it they we i you this that these those there one who which what when where why how as if but and or so yes no
er sie es wir ich du man dies dieser diese das dass wenn als aber und oder so ja nein wer was wie wo
il elle ils elles on nous je vous tu cela ce ceci ça qui que quand si mais et ou donc oui non
он она оно они мы я вы ты это этот кто что когда если но и или да нет как
everyone everybody nobody somebody anyone some many most all others both each another someone
everything nothing something jemand niemand alle viele manche andere beide tous personne certains все никто некоторые
многие
""")
ASKING = _words("""
asks asked inquires inquired enquires enquired queries queried wonders wondered questioned
fragt fragte gefragt erkundigt erkundigte demande demanda demandé interroge interrogea спрашивает спросил спросила
интересуется
""")
REPLYING = _words("""
replies replied answers answered responds responded retorts retorted reply answer response
antwortet antwortete geantwortet erwidert erwiderte entgegnet entgegnete antwort
répond répondit répondu réplique répliqua réponse отвечает ответил ответила возражает возразил ответ
""")
CONFIRMING = _words(
    "confirms confirmed denies denied bestätigt bestätigte verneint bejaht confirme confirma подтверждает подтвердил"
)
# What begins a question in English and is no word that asks.
INVERTED = _words("is are was were do does did will would can could has have")
INTERROGATIVES = INVERTED | _words("""
whether how what which who whom whose where when why if about after
ob wie was welche welcher welches wer wen wem wo wohin woher wann warum weshalb nach ist sind
si comment quel quelle quels quelles qui où quand pourquoi combien est-ce sur
как что какой какая какие каков кто где куда когда почему зачем сколько ли о об
""")
THAT = _words("that dass daß que qu'il qu'elle что чтобы")

# What a title calls a letter.
SORTS_OF_LETTERS = frozenset(
    "letter note postcard telegram cable memorandum brief schreiben karte postkarte telegramm lettre billet carte"
    " telegramme depeche письмо записка телеграмма".split()
)
