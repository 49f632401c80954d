<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Notes: those called from the text go to the foot of the page, 1 2 3; corrections beside them, a b c. -->

  <xsl:template match="tei:note[e:is-called(.)]" mode="e:inlines" as="map(*)*" priority="1">
    <xsl:sequence select="e:footnote('note', string(@e:n), e:flow(., 'p'), .)"/>
  </xsl:template>

  <!-- A note within a note stands in brackets: the foot of a page has no foot. -->
  <xsl:template match="tei:note//tei:note" mode="e:inlines" as="item()*" priority="2">
    <xsl:sequence select="e:added(' ('), e:mark('plain', .), e:added(')')"/>
  </xsl:template>

  <xsl:template match="tei:note" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:box(., 'apart', e:flow(., 'p'))"/>
  </xsl:template>

  <!-- A footnote: its series, its call, its blocks, and its language, which need not be that of the text around it. -->
  <xsl:function name="e:footnote" as="map(*)?">
    <xsl:param name="series" as="xs:string"/>
    <xsl:param name="call" as="xs:string"/>
    <xsl:param name="blocks" as="map(*)*"/>
    <xsl:param name="home" as="element()"/>
    <xsl:variable name="language" as="xs:string" select="string(($home/ancestor-or-self::tei:note
        | $home/ancestor::tei:text/.. | $home/ancestor::tei:text)[@xml:lang][last()]/@xml:lang)"/>
    <xsl:if test="exists($blocks)">
      <xsl:sequence select="map:merge((
          map{'t': 'note', 'series': $series, 'call': $call, 'b': array{$blocks},
              'key': string-join(($document?id, $series, $call), ':')},
          if ($language) then e:language($language) else ()))"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
