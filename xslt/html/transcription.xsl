<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:me="http://www.menota.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What happened to the text on its way to us: slips and corrections, abbreviations, gaps, what editors add and doubt.
       All that is written stands on the page; the switches (switches.xsl and rules of CSS) show parts. -->

  <!-- White space between the alternatives is the encoder's, not the text's. Alternatives of one rank (seg, unclear …)
       stand side by side. -->
  <xsl:template match="tei:choice" mode="e:content" as="element()">
    <xsl:variable name="sides" as="xs:string*" select="* ! e:side(.)"/>
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="parent::tei:choice and e:is-switched(.)">
        <xsl:attribute name="data-reading" select="e:reading(.)"/>
      </xsl:if>
      <xsl:for-each select="* | text()[normalize-space()]">
        <xsl:if test="position() gt 1 and count(distinct-values($sides)) lt 2">
          <xsl:sequence select="e:added('/')"/>
        </xsl:if>
        <xsl:apply-templates select="." mode="e:content"/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- The side of a choice that an element is: what is written, or what an editor makes of it. A choice within one is
       the side that its neighbours are not. -->
  <xsl:function name="e:side" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/(self::tei:corr, self::tei:reg, self::tei:expan, self::tei:ex)) then 'corrected'
      else if ($element/(self::tei:sic, self::tei:orig, self::tei:abbr, self::tei:am)) then 'transcribed'
      else if ($element/(self::me:facs, self::me:dipl[not(../me:facs)])) then 'transcribed'
      else if ($element/(self::me:dipl, self::me:norm)) then 'corrected'
      else if ($element/self::tei:choice and exists($element/../(tei:corr, tei:reg, tei:expan, tei:ex))) then 'transcribed'
      else if ($element/self::tei:choice and exists($element/../(tei:sic, tei:orig, tei:abbr, tei:am))) then 'corrected'
      else ()"/>
  </xsl:function>

  <!-- What the two sides of a choice differ in, which is what a reader may switch. -->
  <xsl:function name="e:pair" as="xs:string" visibility="public">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="
      if ($choice/(tei:sic, tei:corr)) then 'text' else if ($choice/(tei:orig, tei:reg)) then 'spelling' else 'abbreviation'"/>
  </xsl:function>

  <!-- The name of a side, as rules of CSS know it. -->
  <xsl:function name="e:reading" as="xs:string">
    <xsl:param name="side" as="element()"/>
    <xsl:variable name="names" as="xs:string+" select="
      map{'text': ('transcribed', 'corrected'), 'spelling': ('original', 'regularised'),
        'abbreviation': ('abbreviated', 'expanded')}(e:pair($side/..))"/>
    <xsl:sequence select="if (e:side($side) = 'transcribed') then $names[1] else $names[2]"/>
  </xsl:function>

  <!-- What a side says of itself: what stands in its place on the other one. -->
  <xsl:function name="e:other-side" as="attribute()">
    <xsl:param name="side" as="element()"/>
    <xsl:variable name="other" as="element()" select="$side/../*[e:side(.) ne e:side($side)][1]"/>
    <xsl:variable name="words" as="text()*">
      <xsl:apply-templates select="$other/node()" mode="e:plain"/>
    </xsl:variable>
    <xsl:attribute name="title" select="string-join((
        e:element-label(local-name($other)) || e:label('colon') || normalize-space(string-join($words)),
        ($side, $other) ! e:circumstances(.)), '; ')"/>
  </xsl:function>

  <!-- True for one of two sides; without the other there is nothing to switch to. -->
  <xsl:function name="e:is-switched" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/parent::tei:choice) and ($element/../* ! e:side(.)) != e:side($element)"/>
  </xsl:function>

  <!-- A form of a choice; several on one side are told apart by a stroke. -->
  <xsl:template match="tei:choice/(tei:sic | tei:orig | tei:abbr | tei:corr | tei:reg | tei:expan | tei:am | tei:ex)"
      mode="e:content" as="element()" priority="2">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="e:is-switched(.)">
        <xsl:attribute name="data-reading" select="e:reading(.)"/>
      </xsl:if>
      <xsl:sequence select="if (e:is-switched(.)) then e:other-side(.) else e:tooltip(.)"/>
      <xsl:if test="e:is-switched(.) and preceding-sibling::* ! e:side(.) = e:side(.)">
        <xsl:sequence select="e:added('/')"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- What an editor takes as superfluous goes from the corrected text; the sign of an abbreviation goes with it. -->
  <xsl:template match="tei:surplus | tei:am" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:attribute name="data-reading" select="if (self::tei:am) then 'abbreviated' else 'transcribed'"/>
      <xsl:call-template name="e:bracketed"/>
    </xsl:element>
  </xsl:template>

  <!-- What editors add, take out, solve or doubt, between signs: of the text itself if it has them, else ours. -->
  <xsl:template match="tei:supplied | tei:secl | tei:ex | tei:unclear | tei:corr | tei:sic | tei:reg | tei:orig | tei:damage
      | tei:fw | tei:stamp | tei:heraldry | tei:hi[@hand]" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:call-template name="e:bracketed"/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="e:bracketed" as="item()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="brackets" as="xs:string*" select="e:brackets(.)"/>
    <xsl:sequence select="e:tooltip(.), e:added($brackets[1][.])"/>
    <xsl:apply-templates mode="e:content"/>
    <xsl:sequence select="e:added($brackets[2][.])"/>
  </xsl:template>

  <!-- An abbreviation that nobody has solved, by the rules of Leiden. -->
  <xsl:template match="tei:abbr[e:is-leiden(.)][not(ancestor::tei:expan or parent::tei:choice)]" mode="e:content"
      as="element()" priority="1">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:sequence select="e:added('(- - -)')"/>
    </span>
  </xsl:template>

  <!-- Words that the edition adds, marked as such. -->
  <xsl:function name="e:added" as="element(h:span)*" visibility="public">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:for-each select="$words">
      <span class="added" data-generated=""><xsl:value-of select="."/></span>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
