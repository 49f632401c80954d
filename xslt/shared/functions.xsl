<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:me="http://www.menota.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The address of an element on its page, if it has one. -->
  <xsl:function name="e:address" as="xs:string?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@e:id/string()"/>
  </xsl:function>

  <!-- Where one word of a pointing attribute leads, as the index has resolved it. -->
  <xsl:function name="e:link" as="map(*)?" visibility="public">
    <xsl:param name="token" as="xs:string?"/>
    <xsl:sequence select="$token ! $document?links?(.)"/>
  </xsl:function>

  <!-- The words of a pointing attribute. -->
  <xsl:function name="e:tokens" as="xs:string*" visibility="public">
    <xsl:param name="attribute" as="attribute()?"/>
    <xsl:sequence select="tokenize($attribute)"/>
  </xsl:function>

  <!-- A word of the interface. A key without a label shows itself, so that the gap is seen. -->
  <xsl:function name="e:label" as="xs:string" visibility="public">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($labels($key), $key)[1]"/>
  </xsl:function>

  <!-- The label of a TEI element: its own, else its name in words ("respStmt" gives "resp stmt"). -->
  <xsl:function name="e:element-label" as="xs:string" visibility="public">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($labels('tei.' || $name), lower-case(replace($name, '(\p{Ll})(\p{Lu})', '$1 $2')))[1]"/>
  </xsl:function>

  <!-- A label within a line: in small letters, other than where nouns are written large. -->
  <xsl:function name="e:within-line" as="xs:string" visibility="public">
    <xsl:param name="label" as="xs:string"/>
    <xsl:sequence select="if ($labels?language = 'de') then $label else lower-case($label)"/>
  </xsl:function>

  <!-- The languages that ISO 639-2 has with three letters and BCP 47 with two: both codes of the former, then the latter. -->
  <xsl:variable name="e:two-letters" as="map(xs:string, xs:string)" static="yes" select="map:merge(
      for $pair in tokenize('eng=en ger=de deu=de fre=fr fra=fr ita=it spa=es por=pt dut=nl nld=nl lat=la gre=el ell=el rus=ru
        pol=pl cze=cs ces=cs slo=sk slk=sk slv=sl hrv=hr srp=sr bul=bg mac=mk mkd=mk ukr=uk bel=be lit=lt lav=lv est=et
        fin=fi swe=sv nor=no nob=nb nno=nn dan=da ice=is isl=is gle=ga wel=cy cym=cy bre=br cor=kw gla=gd eus=eu baq=eu
        cat=ca glg=gl oci=oc rum=ro ron=ro hun=hu alb=sq sqi=sq tur=tr ara=ar heb=he per=fa fas=fa urd=ur hin=hi san=sa
        pli=pi ben=bn tam=ta tel=te kan=kn mal=ml guj=gu mar=mr nep=ne sin=si bur=my mya=my tha=th vie=vi ind=id may=ms
        msa=ms chi=zh zho=zh jpn=ja kor=ko mon=mn tib=bo bod=bo geo=ka kat=ka arm=hy hye=hy aze=az kaz=kk uzb=uz tgk=tg
        kur=ku pus=ps yid=yi swa=sw afr=af epo=eo ltz=lb roh=rm srd=sc cos=co mlt=mt amh=am som=so zul=zu xho=xh yor=yo
        ibo=ig hau=ha chu=cu')
      return map{substring-before($pair, '='): substring-after($pair, '=')})"/>

  <!-- A language tag as HTML wants it: two letters where there are two, without a script that the language has anyway
       (IANA registry, Suppress-Script). What is no tag at all is no language known. -->
  <xsl:function name="e:html-language" as="xs:string" visibility="public">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="trimmed" as="xs:string" select="normalize-space($tag)"/>
    <xsl:variable name="main" as="xs:string" select="lower-case(tokenize($trimmed, '-')[1])"/>
    <xsl:variable name="short" as="xs:string" select="($e:two-letters($main) ! (. || substring($trimmed, 4)), $trimmed)[1]"/>
    <xsl:sequence select="
      if (string-length($short) = 2) then $short
      else if (not(matches($short, '^([A-Za-z]{2,3}(-[A-Za-z]{3})?|x)(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*(-x(-[A-Za-z0-9]{1,8})+)?$')))
        then ''
      else
      replace($short, '^((ar|fa|ur|ps)-Arab|(ru|uk|be|bg|mk)-Cyrl|he-Hebr|el-Grek|hy-Armn|ka-Geor|ja-Jpan|ko-Kore'
        || '|(en|fr|de|it|es|pt|nl|la|pl|cs|da|sv|no|nb|nn|fi|hu|ro|tr)-Latn)(-.*)?$', '$1~$6')
      => replace('^([a-z]+)-[A-Z][a-z]{3}~', '$1')"/>
  </xsl:function>

  <!-- True for a language written from right to left: by its script subtag, else by its name. -->
  <xsl:function name="e:right-to-left" as="xs:boolean" visibility="public">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($tag), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="$parts[position() gt 1][string-length() = 4][1]"/>
    <xsl:sequence select="
      if ($script) then $script = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm')
      else $parts[1] = ('ar', 'fa', 'he', 'ur', 'ps', 'syr', 'yi', 'dv', 'ckb', 'sd', 'ug', 'arc')"/>
  </xsl:function>

  <!-- The words of an element in one line, without notes and slips. -->
  <xsl:function name="e:plain" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()?"/>
    <xsl:variable name="words" as="text()*">
      <xsl:apply-templates select="$node" mode="e:plain"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <xsl:template match="tei:note | tei:choice/tei:sic | tei:surplus | tei:choice/tei:orig | tei:choice/tei:abbr | tei:index
      | tei:persName[* except tei:abbr]/tei:abbr | (me:facs | me:dipl)[parent::tei:choice][following-sibling::me:*]" mode="e:plain"/>
  <!-- The parts of a name are words apart, even where the source has no blank between them; so are lines. -->
  <xsl:template match="(tei:surname | tei:forename | tei:addName | tei:roleName | tei:genName | tei:nameLink)
      [preceding-sibling::node()[1]/self::*]" mode="e:plain" as="text()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="e:plain"/>
  </xsl:template>

  <!-- A surname before its forename is parted from it, but in languages that write it so. -->
  <xsl:template match="tei:surname[following-sibling::node()[self::* or normalize-space()][1]/self::tei:forename]
      [not(matches(., '[&#x3040;-&#x30ff;&#x4e00;-&#x9fff;&#xac00;-&#xd7a3;]'))]" mode="e:plain" as="text()*" priority="1">
    <xsl:next-match/>
    <xsl:text>, </xsl:text>
  </xsl:template>

  <xsl:template match="tei:lb[not(@break = 'no')] | tei:space" mode="e:plain" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- What of a document stands on this page: its root, or, where it is cut, the elements that stand here whole. -->
  <xsl:key name="e:units" match="*[@e:page]" use="@e:page"/>
  <xsl:function name="e:units" as="element()*" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="if ($root/*/@e:split) then key('e:units', $e:here, $root) else $root/*"/>
  </xsl:function>

  <!-- A speaker's name as the margin has it: short form, full form, else the pointer itself. -->
  <xsl:function name="e:speaker-name" as="xs:string" visibility="public">
    <xsl:param name="token" as="xs:string"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($token)"/>
    <xsl:sequence select="($link?short[.], $link?title[.], replace($token, '^.*[:#]', ''))[1]"/>
  </xsl:function>

  <!-- A note is called where it stands within text; one that is a block of its own stays in its place. The index has
       numbered those that are called. -->
  <xsl:function name="e:is-called" as="xs:boolean" visibility="public">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note/@e:n)"/>
  </xsl:function>

  <!-- The name that heads an entry. A bibliographic entry is a sentence of its own and has its title as heading. -->
  <xsl:function name="e:main-name" as="element()?" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$entry/(tei:persName | tei:placeName | tei:orgName
        | tei:eventName | tei:geogName | tei:objectName | tei:name | tei:title | tei:head | tei:label | tei:form)"/>
    <xsl:sequence select="($names[@type = 'main'], $names)[1]"/>
  </xsl:function>

  <!-- An address that a reader of books can ask for; what is none is no link in a book. -->
  <xsl:function name="e:web-way" as="xs:string?">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="
      $href[matches(., '^https?://[\w.-]+(:\d+)?([/?#]([^\s&lt;>&quot;\\^`{}|%]|%[0-9A-Fa-f]{2})*)?$', 'i')
          or matches(., '^mailto:[^\s&lt;>&quot;\\^`{}|:]+$', 'i')]"/>
  </xsl:function>

</xsl:stylesheet>
