<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Dictionaries: an entry is one paragraph with a hanging indent, its headword bold, its senses numbered in the line. -->

  <xsl:template match="tei:entry | tei:entryFree" mode="e:blocks" as="map(*)*">
    <xsl:variable name="inlines" as="item()*" select="e:apart(.)"/>
    <xsl:if test="some $inline in $inlines satisfies e:is-said($inline)">
      <xsl:sequence select="map:merge((map{'t': 'article', 'c': array{$inlines}}, e:identity(.)))"/>
    </xsl:if>
  </xsl:template>

  <!-- The children of an element within a line, with blanks between those that the source has on lines of their own. -->
  <xsl:function name="e:apart" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/node()[self::* or self::text()]">
      <xsl:if test="self::* and preceding-sibling::node()[1][self::*]"><xsl:sequence select="e:added(' ')"/></xsl:if>
      <xsl:apply-templates select="." mode="e:inlines"/>
      <xsl:sequence select="self::* ! e:joint(.) ! e:added(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="e:in-entry" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists(($part/ancestor::tei:entry, $part/ancestor::tei:entryFree))"/>
  </xsl:function>

  <xsl:template match="tei:orth[e:in-entry(.)] | tei:form[not(*)][e:in-entry(.)]" mode="e:inlines" as="map(*)">
    <xsl:sequence select="e:mark('strong', .)"/>
  </xsl:template>

  <xsl:template mode="e:inlines" as="map(*)" match="*[self::tei:gramGrp or self::tei:gram or self::tei:pos or self::tei:usg
      or self::tei:lang or self::tei:mentioned][e:in-entry(.)][not(ancestor::tei:gramGrp)]">
    <xsl:sequence select="map{'t': 'emphasis', 'c': array{e:apart(.)}}"/>
  </xsl:template>

  <xsl:template match="tei:sense[e:in-entry(.)] | tei:hom[e:in-entry(.)]" mode="e:inlines" as="item()*">
    <xsl:sequence select="@n ! (e:added(' '), map{'t': 'strong', 'c': array{string(.)}}, e:added(' '))"/>
    <xsl:sequence select="e:apart(.)"/>
  </xsl:template>

  <xsl:template mode="e:inlines" as="item()*" match="*[self::tei:form[*] or self::tei:cit or self::tei:etym or self::tei:xr
      or self::tei:re][e:in-entry(.)]">
    <xsl:sequence select="e:apart(.)"/>
  </xsl:template>

</xsl:stylesheet>
