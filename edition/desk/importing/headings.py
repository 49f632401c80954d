"""Lines by which the parts of a text or of a web page are known, folded: English, German, French, Russian."""

from edition.rules.words_of_time import fold


def _lines(text: str) -> frozenset[str]:
    return frozenset(fold(line.strip()) for line in text.strip().splitlines())


CAST = _lines("""
dramatis personae
dramatis personæ
persons represented
characters
cast of characters
the persons of the play
personen
die personen
personen des stücks
personnages
les personnages
acteurs
действующие лица
лица
""")
FURNITURE = _lines("""
skip to content
skip to main content
skip to navigation
menu
main menu
home
search
log in
login
sign in
sign up
register
subscribe
share
share this
share this page
share on facebook
share on twitter
tweet
email
e-mail
print
print this page
download
download pdf
download as pdf
download citation
cite
cite this
cite this document
copy link
copy
next
previous
back
back to top
top
read more
view more
show more
more
close
related
related documents
related content
related articles
popular documents
comments
leave a comment
cookie settings
accept cookies
accept all
privacy policy
terms of use
contact
contact us
about
about us
advertisement
view document
view pdf
pdf
english
document information
document details
document summary
original uploaded date
record id
original archive
original classification
publisher
rights
source
language
contributors
zum inhalt springen
zum hauptinhalt springen
menü
startseite
suche
suchen
anmelden
registrieren
teilen
drucken
herunterladen
zitieren
weiter
zurück
nach oben
mehr
weiterlesen
kontakt
impressum
datenschutz
schließen
aller au contenu
menu principal
accueil
recherche
rechercher
se connecter
s'inscrire
partager
imprimer
télécharger
citer
suivant
précédent
retour
haut de page
lire la suite
mentions légales
fermer
перейти к содержанию
перейти к основному содержанию
меню
главная
поиск
войти
регистрация
поделиться
печать
версия для печати
скачать
назад
вперед
вперёд
далее
наверх
читать далее
контакты
закрыть
""")
# What follows one of these lines is about the document, and not of it.
ABOUT = _lines("""
document information
document details
about this document
citation
how to cite
rights
informationen zum dokument
angaben zum dokument
zitierhinweis
informations sur le document
à propos de ce document
информация о документе
о документе
""")
CLASSIFICATION_LABELS = _lines("""
original classification
classification
classification level
ursprüngliche einstufung
einstufung
geheimhaltungsgrad
classification d'origine
гриф
гриф секретности
""")
SECRET = _lines("""
top secret
secret
confidential
strictly confidential
strictly secret
restricted
unclassified
for official use only
official use only
eyes only
streng geheim
geheim
geheime reichssache
geheime kommandosache
streng vertraulich
vertraulich
nur für den dienstgebrauch
vs-vertraulich
très secret
secret défense
confidentiel
strictement confidentiel
diffusion restreinte
совершенно секретно
сов. секретно
сов секретно
строго секретно
секретно
не для печати
для служебного пользования
особая папка
""")
NOTES_HEADS = _lines("""
notes
footnotes
endnotes
anmerkungen
fußnoten
endnoten
note
notes de bas de page
notes et références
примечания
сноски
комментарии
""")
