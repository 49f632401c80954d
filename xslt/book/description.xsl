<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The header, whole: every element with its label and its words, as lines in small print. The abstract stands
       at the head of its document and is not repeated. -->

  <xsl:template match="tei:teiHeader" mode="e:fields" as="map(*)*">
    <xsl:apply-templates mode="e:fields"/>
  </xsl:template>

  <xsl:template match="tei:profileDesc/tei:abstract" mode="e:fields" as="map(*)*" priority="5"/>

  <!-- A part of the header: its label above its lines. -->
  <xsl:template match="tei:teiHeader/*" mode="e:fields" as="map(*)*" priority="4">
    <xsl:variable name="lines" as="map(*)*">
      <xsl:sequence select="e:words-of(.)"/>
    </xsl:variable>
    <xsl:if test="exists($lines)">
      <xsl:sequence select="map{'t': 'group', 'label': e:element-label(local-name()), 'b': array{$lines}}"/>
    </xsl:if>
  </xsl:template>

  <!-- What an element says: its parts line by line, or its own words. -->
  <xsl:function name="e:words-of" as="map(*)*">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/text()[normalize-space()]">
        <xsl:sequence select="e:flow($element, 'line')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$element/*" mode="e:fields"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="tei:p | tei:ab" mode="e:fields" as="map(*)*" priority="3">
    <xsl:sequence select="e:flow(., 'line')"/>
  </xsl:template>

  <!-- Words, or parts with paragraphs: a label before the first of its lines. -->
  <xsl:template match="*" mode="e:fields" as="map(*)*">
    <xsl:sequence select="e:labelled(e:header-label(.), e:remark(.), e:words-of(.))"/>
  </xsl:template>

  <!-- Parts that are short: one line with all of them. -->
  <xsl:template match="*[*][not(text()[normalize-space()])][not(.//tei:p or .//tei:ab)][string-length(.) lt 600]"
      mode="e:fields" as="map(*)*" priority="2">
    <xsl:variable name="inlines" as="item()*">
      <xsl:for-each select="*[e:remark(.) or normalize-space()]">
        <xsl:if test="position() gt 1"><xsl:sequence select="e:added('; ')"/></xsl:if>
        <xsl:sequence select="if (last() eq 1) then e:part-words(.) else e:part(.)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="line" as="map(*)*" select="map{'t': 'line', 'c': array{$inlines}}[exists($inlines)]"/>
    <xsl:sequence select="e:labelled(e:header-label(.), e:remark(.), $line)"/>
  </xsl:template>

  <!-- One part of a line: what it is, and its words; a part of parts has them in brackets. -->
  <xsl:function name="e:part" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map{'t': 'label', 'c': array{e:header-label($element)}}, e:added(' '), e:part-words($element)"/>
  </xsl:function>

  <xsl:function name="e:part-words" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="e:remark($element) ! e:added(.)"/>
    <xsl:choose>
      <xsl:when test="exists($element/*) and not($element/text()[normalize-space()])">
        <xsl:for-each select="$element/*[e:remark(.) or normalize-space()]">
          <xsl:if test="position() gt 1"><xsl:sequence select="e:added(', ')"/></xsl:if>
          <xsl:sequence select="e:part(.)"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$element" mode="e:inlines"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Lines with a label before the first; a label alone is nothing unless its attributes say something. -->
  <xsl:function name="e:labelled" as="map(*)*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="remark" as="xs:string?"/>
    <xsl:param name="lines" as="map(*)*"/>
    <xsl:variable name="first" as="map(*)?"
        select="($lines, map{'t': 'line', 'c': array{}}[$remark])[1]"/>
    <xsl:choose>
      <xsl:when test="empty($first)"/>
      <xsl:when test="exists($first?label)">
        <xsl:sequence select="map{'t': 'line', 'label': $label, 'remark': string($remark), 'c': array{}}, $lines"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="map:merge(($first, map{'label': $label, 'remark': string($remark)})), tail($lines)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="e:header-label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((
        e:element-label(local-name($element)),
        $element/(@type, @role, @n)[1][not(. = ('main', 'archival'))] ! ('(' || . || ')')), ' ')"/>
  </xsl:function>

  <xsl:function name="e:remark" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="facts" as="xs:string*">
      <xsl:apply-templates select="$element" mode="e:remark"/>
    </xsl:variable>
    <xsl:sequence select="(string-join($facts, ' ') || (if (normalize-space($element)) then ': ' else ''))[exists($facts)]"/>
  </xsl:function>

  <!-- Facts that stand in attributes only. -->
  <xsl:template match="tei:change | tei:language | tei:prefixDef | tei:tagUsage | tei:namespace | tei:catRef | tei:classCode"
      mode="e:remark" as="xs:string*">
    <xsl:sequence select="
      @when ! e:date(.), @ident, @gi ! ('&lt;' || . || '&gt;'), @name,
      (@target ! e:tokens(.) ! (e:link(.)?title[.], .)[1]),
      self::tei:prefixDef/(@matchPattern || ' → ' || @replacementPattern)"/>
  </xsl:template>

</xsl:stylesheet>
