<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The textual apparatus. The text has the lemma, or the first reading; all readings stand at the foot of the page,
       each with its witnesses, under the number of the line. Where lines have no numbers, letters call: α, β, γ. -->

  <xsl:accumulator name="e:variants" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text//tei:app" select="if (e:is-variant(.)) then $value + 1 else $value"/>
  </xsl:accumulator>

  <!-- True for an entry that the text is printed from and that a foot can hold. -->
  <xsl:function name="e:is-variant" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="
      e:has-foot($app) and empty($app/(@from, @to, @loc, ancestor::tei:listApp, ancestor::tei:app)) and exists($app/*[2])"/>
  </xsl:function>

  <xsl:template match="tei:app" mode="e:inlines" as="item()*">
    <xsl:variable name="base" as="element()?" select="e:base-reading(.)"/>
    <xsl:choose>
      <xsl:when test="e:is-variant(.)">
        <xsl:variable name="call" as="xs:string" select="format-integer(accumulator-before('e:variants'), 'α')"/>
        <xsl:variable name="key" as="xs:string" select="string-join(($document?id, 'variant', $call), ':')"/>
        <xsl:variable name="words" as="item()*">
          <xsl:apply-templates select="$base" mode="e:inlines"/>
        </xsl:variable>
        <xsl:sequence select="e:begun($words, map{'t': 'from', 'key': $key})"/>
        <xsl:variable name="note" as="map(*)?" select="e:footnote('variant', $call, map{'t': 'p', 'c': array{e:variants(., true())}}, .)"/>
        <xsl:variable name="verse" as="xs:string?" select="
          if (e:is-leiden(.)) then accumulator-before('e:line-number')[.] else ancestor::tei:l[1][e:counts-verses(root(.))] ! e:verse(.)"/>
        <xsl:sequence select="if ($verse) then $note ! map:put(., 'line', $verse) else $note"/>
      </xsl:when>
      <xsl:when test="@from or @to or @loc or ancestor::tei:listApp">
        <xsl:sequence select="@loc ! e:added(. || ' '), e:variants(., false())"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$base" mode="e:inlines"/>
        <xsl:if test="*[2]">
          <xsl:sequence select="e:added(' ['), e:variants(., true()), e:added(']')"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Inlines with a mark behind their first word: before it, the mark would stay on the line before. -->
  <xsl:function name="e:begun" as="item()*">
    <xsl:param name="inlines" as="item()*"/>
    <xsl:param name="mark" as="map(*)"/>
    <xsl:variable name="word" as="xs:string" select="
      if (head($inlines) instance of xs:string) then replace(head($inlines), '^(\s*\S+).*$', '$1', 's') else ''"/>
    <xsl:sequence select="
      if ($word) then ($word, $mark, substring(head($inlines), string-length($word) + 1), tail($inlines)) else ($mark, $inlines)"/>
  </xsl:function>

  <!-- Readings of whole paragraphs or verses: the base as text, the others below it, each under its witnesses. -->
  <xsl:template match="tei:app" mode="e:blocks" as="map(*)*">
    <xsl:variable name="base" as="element()?" select="e:base-reading(.)"/>
    <xsl:choose>
      <xsl:when test="e:breaks(.) and not(@from or @to or @loc or ancestor::tei:listApp)">
        <xsl:sequence select="$base ! e:flow(., 'p')"/>
        <xsl:variable name="others" as="map(*)*">
          <xsl:for-each select="* except $base">
            <xsl:sequence select="map{'t': 'p', 'c': array{e:sigla-of(.)}}[exists(current()/@wit)], e:flow(., 'p')"/>
          </xsl:for-each>
        </xsl:variable>
        <xsl:sequence select="e:box(., 'apart', $others)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="inlines" as="item()*">
          <xsl:apply-templates select="." mode="e:inlines"/>
        </xsl:variable>
        <xsl:sequence select="map:merge((map{'t': 'p', 'c': array{$inlines}, 'flush': true(), 'hanging': true()}, e:identity(.)))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="e:base-reading" as="element()?">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="($app/tei:lem, $app/tei:rdg, $app/*)[1]"/>
  </xsl:function>

  <!-- An entry: lemma, its witnesses, bracket, the other readings with theirs. Words that the text has already are ours. -->
  <xsl:function name="e:variants" as="item()*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="repeats" as="xs:boolean"/>
    <xsl:variable name="base" as="element()?" select="if ($repeats) then e:base-reading($app) else $app/tei:lem"/>
    <xsl:for-each select="$base">
      <xsl:choose>
        <xsl:when test="$repeats and normalize-space()">
          <xsl:sequence select="map{'t': 'lemma', 'c': array{e:lemma(.)}}"/>
        </xsl:when>
        <xsl:when test="not(normalize-space())">
          <xsl:sequence select="map{'t': 'instruction', 'c': array{e:label('omitted')}}"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="e:inlines"/></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="e:sigla-of(.), e:added('] ')"/>
    </xsl:for-each>
    <xsl:for-each select="$app/* except $base">
      <xsl:if test="position() gt 1"><xsl:sequence select="e:added('; ')"/></xsl:if>
      <xsl:apply-templates select="." mode="e:reading"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A reading with its witnesses; one without words is an omission. -->
  <xsl:template match="tei:rdg | tei:lem" mode="e:reading" as="item()*">
    <xsl:sequence select="map{'t': 'instruction', 'c': array{e:label('omitted')}}[not(normalize-space(current()))], e:mark('plain', .), e:sigla-of(.)"/>
  </xsl:template>

  <xsl:template match="tei:rdgGrp" mode="e:reading" as="item()*">
    <xsl:for-each select="*">
      <xsl:if test="position() gt 1"><xsl:sequence select="e:added(', ')"/></xsl:if>
      <xsl:apply-templates select="." mode="e:reading"/>
    </xsl:for-each>
    <xsl:sequence select="e:sigla-of(.)"/>
  </xsl:template>

  <!-- Remarks on a reading: words as they are. -->
  <xsl:template match="*" mode="e:reading" as="item()*">
    <xsl:sequence select="e:mark('plain', .)"/>
  </xsl:template>

  <!-- The witnesses of a reading, as the apparatus calls them. -->
  <xsl:function name="e:sigla-of" as="map(*)*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="sigla" as="xs:string*" select="e:tokens($reading/@wit) ! e:witness-name(., root($reading))"/>
    <xsl:if test="exists($sigla)">
      <xsl:sequence select="e:added(' '), map{'t': 'instruction', 'c': array{string-join($sigla, ' ')}}"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:witness-name" as="xs:string">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="witness" as="element()?" select="id(replace($token, '^#', ''), $root)"/>
    <xsl:sequence select="($witness/@n[normalize-space()]/string(), $witness/(tei:abbr, tei:idno[not(matches(., '\S\s+\S'))])[1][string-length() lt 12] ! normalize-space()[.],
        replace($token, '^.*[:#/]', ''))[1]"/>
  </xsl:function>

  <!-- The list of witnesses: what the sigla stand for. -->
  <xsl:template match="tei:witness" mode="e:blocks" as="map(*)*">
    <xsl:variable name="name" as="xs:string?" select="(@n, @xml:id)[1]"/>
    <xsl:sequence select="e:labelled(string($name), (), e:flow(., 'line'))"/>
  </xsl:template>

  <!-- What a volume lists of a document: its sigla and its abbreviations, each with what it stands for. -->
  <xsl:function name="e:shorts" as="map(*)*">
    <xsl:param name="root" as="document-node()"/>
    <xsl:for-each select="$root//tei:listWit//tei:witness">
      <xsl:sequence select="e:short(e:witness-name(string(@xml:id), $root), (text() | (* except (tei:listWit, tei:abbr))//text()))"/>
    </xsl:for-each>
    <xsl:for-each-group select="$root//tei:text//tei:choice[tei:abbr][tei:expan]" group-by="normalize-space(tei:abbr[1])">
      <xsl:sequence select="e:short(current-grouping-key(), current-group()[1]/tei:expan[1]//text())"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="e:short" as="map(*)?">
    <xsl:param name="short" as="xs:string"/>
    <xsl:param name="words" as="text()*"/>
    <xsl:variable name="long" as="xs:string" select="normalize-space(string-join($words))"/>
    <xsl:sequence select="map{'short': $short, 'long': $long}[$short and $long]"/>
  </xsl:function>

</xsl:stylesheet>
