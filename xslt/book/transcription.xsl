<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- What happened to the text on its way to us. Printed is what the transcript has; what the edition would read
       instead is a note of its own series: lemma, bracket, what to read. -->

  <xsl:template match="tei:choice" mode="e:inlines" as="item()*">
    <xsl:variable name="kept" as="element()?" select="(tei:sic, tei:orig, tei:abbr, *)[1]"/>
    <xsl:apply-templates select="$kept" mode="e:inlines"/>
    <xsl:sequence select="e:remarks(., $kept, * except $kept)"/>
  </xsl:template>

  <!-- Superfluous words are printed and named; a superfluous blank is printed and passed over. -->
  <xsl:template match="tei:surplus" mode="e:inlines" as="item()*">
    <xsl:apply-templates mode="e:inlines"/>
    <xsl:if test="matches(., '[^\s&#xA0;]')">
      <xsl:sequence select="e:remarks(., ., ())"/>
    </xsl:if>
  </xsl:template>

  <!-- A footnote on a reading, or, where there is no footnote to be had, the same in brackets. -->
  <xsl:function name="e:remarks" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kept" as="element()?"/>
    <xsl:param name="others" as="element()*"/>
    <xsl:variable name="words" as="item()*">
      <xsl:if test="e:has-foot($element)">
        <xsl:sequence select="map{'t': 'lemma', 'c': array{e:lemma($kept)}}, e:added('] ')"/>
      </xsl:if>
      <xsl:for-each select="$others">
        <xsl:if test="position() gt 1"><xsl:sequence select="e:added('; ')"/></xsl:if>
        <xsl:sequence select="e:instruction(.), e:mark('plain', .)"/>
      </xsl:for-each>
      <xsl:sequence select="e:instruction($element)[empty($others)]"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($others) and not($element/self::tei:surplus)"/>
      <xsl:when test="e:has-foot($element)">
        <xsl:variable name="number" as="xs:integer" select="e:reading-number($element)"/>
        <xsl:sequence select="
          e:footnote('reading', format-integer($number, if (e:has-both(root($element))) then 'A' else 'a'), map{'t': 'p', 'c': array{$words}}, $element)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="e:added(' ['), $words, e:added(']')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- "read", "delete": what a reader is told to do, in the words of the edition. -->
  <xsl:function name="e:instruction" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="key" as="xs:string" select="
      if ($element/self::tei:surplus) then 'reading.delete'
      else if ($element/self::tei:expan) then 'reading.expand'
      else if ($element/self::tei:reg) then 'reading.regular'
      else 'reading.read'"/>
    <xsl:sequence select="map{'t': 'instruction', 'c': array{
        e:label($key) || ' '[not($element/self::tei:surplus)]}}"/>
  </xsl:function>

  <!-- The words that a remark is about; of many, the first and the last. -->
  <xsl:function name="e:lemma" as="xs:string">
    <xsl:param name="kept" as="element()"/>
    <xsl:variable name="said" as="node()*" select="$kept//(text() | tei:lb[not(@break = 'no')])[not(
        ancestor::tei:rdg[. >> $kept] or ancestor::tei:note[. >> $kept] or ancestor::tei:wit[. >> $kept])]"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(string-join($said ! (if (. instance of text()) then . else ' ')))"/>
    <xsl:sequence select="string-join(if (count($words) gt 8) then ($words[1], '…', $words[last()]) else $words, ' ')"/>
  </xsl:function>

  <xsl:function name="e:has-foot" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::tei:text) and empty($element/ancestor::tei:note)"/>
  </xsl:function>

  <xsl:accumulator name="e:readings" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text//tei:choice[*[2]] | tei:text//tei:surplus[matches(., '[^\s&#xA0;]')][not(e:is-leiden(.))]"
        select="if (e:has-foot(.)) then $value + 1 else $value"/>
  </xsl:accumulator>

  <!-- The number of a remark among those of its document. -->
  <xsl:function name="e:reading-number" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/accumulator-before('e:readings')"/>
  </xsl:function>

  <!-- What editors add, solve or doubt, between the signs that the site has. Within a word, and in texts edited by the
       rules of Leiden, what is doubtful has dots below. -->
  <xsl:template match="tei:supplied | tei:secl | tei:ex | tei:unclear | tei:sic[not(parent::tei:choice)]" mode="e:inlines"
      as="item()*">
    <xsl:variable name="brackets" as="xs:string*" select="e:brackets(.)"/>
    <xsl:variable name="dotted" as="xs:boolean" select="exists(self::tei:unclear) and empty($brackets)
        and (e:is-leiden(.) or e:is-part-of-word(.))"/>
    <xsl:sequence select="$brackets[1][.] ! e:added(.)"/>
    <xsl:choose>
      <xsl:when test="$dotted">
        <xsl:sequence select="e:mark('dots', .)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="e:inlines"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="$brackets[2][.] ! e:added(.)"/>
  </xsl:template>

  <xsl:template match="tei:surplus[e:is-leiden(.)]" mode="e:inlines" as="item()*" priority="1">
    <xsl:sequence select="e:between('{', ., '}')"/>
  </xsl:template>

  <!-- A gap shows the words that describe it; without them, its extent and reason. So does a blank space. -->
  <xsl:template match="tei:gap | tei:space" mode="e:inlines" as="item()*">
    <xsl:apply-templates mode="e:inlines"/>
    <xsl:if test="not(normalize-space())">
      <xsl:sequence select="e:added(if (self::tei:gap) then e:gap-sign(.) else e:space-sign(.))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:del" mode="e:inlines" as="map(*)*">
    <xsl:sequence select="if (e:is-leiden(.)) then e:between('⟦', ., '⟧') else e:mark('strike', .)"/>
  </xsl:template>

  <xsl:template match="tei:add" mode="e:inlines" as="map(*)*">
    <xsl:sequence select="if (e:is-leiden(.)) then e:between('‵', ., '′') else e:mark('underline', .)"/>
  </xsl:template>

  <!-- An abbreviation that nobody has solved, by the rules of Leiden. -->
  <xsl:template match="tei:abbr[e:is-leiden(.)][not(ancestor::tei:expan or parent::tei:choice)]" mode="e:inlines" as="map(*)*">
    <xsl:sequence select="e:between('', ., '(- - -)')"/>
  </xsl:template>

  <xsl:function name="e:between" as="map(*)*">
    <xsl:param name="before" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="behind" as="xs:string"/>
    <xsl:sequence select="$before[.] ! e:added(.), e:mark('plain', $element), e:added($behind)"/>
  </xsl:function>

  <xsl:template match="tei:handShift" mode="e:inlines" as="map(*)">
    <xsl:variable name="hands" as="xs:string*" select="@new ! tokenize(.) ! (e:hand-name(., current()), replace(., '^.*[:#/]', ''))[1]"/>
    <xsl:sequence select="e:added('[' || string-join((e:label('mark.handShift'), $hands), ' ') || '] ')"/>
  </xsl:template>

  <!-- A sign of its own: a letter that only special fonts have as the one to which it is mapped, one that is described
       only in the words of its description. -->
  <xsl:template match="tei:g" mode="e:inlines" as="item()*">
    <xsl:variable name="sign" as="element()?" select="@ref[starts-with(., '#')] ! id(substring(., 2), current())"/>
    <xsl:variable name="mapped" as="xs:string?" select="e:mapped($sign)"/>
    <xsl:choose>
      <xsl:when test="exists($mapped) and (not(normalize-space()) or matches(., '\p{Co}'))">
        <xsl:sequence select="$mapped"/>
      </xsl:when>
      <xsl:when test="normalize-space()">
        <xsl:apply-templates mode="e:inlines"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="(e:sign-name($sign), @type, @ref ! replace(., '^.*[:#/]', ''))[1] ! e:added('((' || . || '))')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
