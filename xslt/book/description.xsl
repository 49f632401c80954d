<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The header, whole, as a catalogue has it: its parts under their names, in them what each statement is about and what
       it says. The abstract stands at the head of its document and is not repeated. -->

  <xsl:template match="tei:teiHeader" mode="e:fields" as="map(*)*">
    <xsl:apply-templates mode="e:fields"/>
  </xsl:template>

  <xsl:template match="tei:profileDesc/tei:abstract" mode="e:fields" as="map(*)*" priority="5"/>

  <!-- A part of the header: its name above its rows. -->
  <xsl:template match="tei:teiHeader/*" mode="e:fields" as="map(*)*" priority="4">
    <xsl:variable name="lines" as="map(*)*">
      <xsl:sequence select="e:words-of(.)"/>
    </xsl:variable>
    <xsl:if test="exists($lines)">
      <xsl:sequence select="map{'t': 'fields', 'label': e:element-label(local-name()), 'b': array{$lines}}"/>
    </xsl:if>
  </xsl:template>

  <!-- What an element says: its parts line by line, or its own words. Several of a kind, such as persons, share a line. -->
  <xsl:function name="e:words-of" as="map(*)*">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/text()[normalize-space()]">
        <xsl:sequence select="e:flow($element, 'line')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each-group select="$element/*" group-adjacent="e:kind-on-a-line(.)">
          <xsl:choose>
            <xsl:when test="current-grouping-key() and count(current-group()) gt 1">
              <xsl:sequence select="e:labelled(current-grouping-key(), (), map{'t': 'line', 'c': array{e:parts(current-group(), '; ')}})"/>
            </xsl:when>
            <xsl:otherwise><xsl:apply-templates select="current-group()" mode="e:fields"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The label that several such elements share on a line; empty if each has lines of its own. -->
  <xsl:function name="e:kind-on-a-line" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="is-short" as="xs:boolean" select="
      exists($element/(self::tei:person | self::tei:personGrp | self::tei:author | self::tei:editor | self::tei:principal
        | self::tei:funder | self::tei:sponsor | self::tei:term | self::tei:catRef))
      and string-length(normalize-space($element)) lt 120 and empty($element//(tei:p | tei:ab | tei:note))"/>
    <xsl:sequence select="if ($is-short) then e:header-label($element) else ''"/>
  </xsl:function>

  <xsl:template match="tei:p | tei:ab" mode="e:fields" as="map(*)*" priority="3">
    <xsl:sequence select="e:flow(., 'line')"/>
  </xsl:template>

  <!-- Words, or parts with paragraphs: a label before the first of its lines. -->
  <xsl:template match="*" mode="e:fields" as="map(*)*">
    <xsl:sequence select="e:labelled(e:header-label(.), e:remark(.), e:words-of(.))"/>
  </xsl:template>

  <!-- What only holds statements, each of which says itself what it is about; paragraphs do not. -->
  <xsl:template match="tei:titleStmt | tei:editionStmt | tei:publicationStmt | tei:availability | tei:notesStmt | tei:sourceDesc | tei:editorialDecl
      | tei:correspDesc | tei:particDesc | tei:listPerson | tei:listOrg | tei:listWit | tei:textClass | tei:listChange" mode="e:fields" as="map(*)*" priority="3">
    <xsl:variable name="lines" as="map(*)*" select="e:words-of(.)"/>
    <xsl:sequence select="if ($lines[1]?label) then $lines else e:labelled(e:header-label(.), (), $lines)"/>
  </xsl:template>

  <!-- Parts that are short: one line with all of them. -->
  <xsl:template match="*[*][not(text()[normalize-space()])][not(.//tei:p or .//tei:ab or .//tei:msDesc)][string-length(.) lt 600]"
      mode="e:fields" as="map(*)*" priority="2">
    <xsl:variable name="inlines" as="item()*" select="e:parts(*, '; ')"/>
    <xsl:variable name="line" as="map(*)*" select="map{'t': 'line', 'c': array{$inlines}}[exists($inlines)]"/>
    <xsl:sequence select="e:labelled(e:header-label(.), e:remark(.), $line)"/>
  </xsl:template>

  <!-- Who answers for what: "text and notes: the editors". -->
  <xsl:template match="tei:respStmt[*][not(text()[normalize-space()])][not(.//tei:p or .//tei:ab)]" mode="e:fields" as="map(*)*"
      priority="4">
    <xsl:sequence select="e:labelled(e:header-label(.), (), map{'t': 'line', 'c': array{e:answers(.)}}[normalize-space(current())])"/>
  </xsl:template>

  <xsl:function name="e:answers" as="item()*">
    <xsl:param name="statement" as="element(tei:respStmt)"/>
    <xsl:for-each select="$statement/*[normalize-space()]">
      <xsl:if test="position() gt 1">
        <xsl:sequence select="e:added(if (preceding-sibling::*[normalize-space()][1][self::tei:resp]) then ': ' else ', ')"/>
      </xsl:if>
      <xsl:sequence select="e:part-words(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A letter was sent, and received. -->
  <xsl:template match="tei:correspAction[@type = ('sent', 'received')][not(text()[normalize-space()])][not(.//tei:p or .//tei:ab)]"
      mode="e:fields" as="map(*)*" priority="4">
    <xsl:sequence select="
      e:labelled(e:label('fact.' || @type), (), map{'t': 'line', 'c': array{e:parts(*, ', ')}}[normalize-space(current())])"/>
  </xsl:template>

  <!-- When something was changed is what a change is found by. -->
  <xsl:template match="tei:change[@when]" mode="e:fields" as="map(*)*" priority="4">
    <xsl:sequence select="e:labelled(e:date(@when), (), e:words-of(.))"/>
  </xsl:template>

  <!-- Prefixes: what each stands for. The patterns are for programs; the attached source has them. -->
  <xsl:template match="tei:listPrefixDef[not(text()[normalize-space()])]" mode="e:fields" as="map(*)*" priority="4">
    <xsl:variable name="inlines" as="item()*">
      <xsl:for-each select="tei:prefixDef">
        <xsl:sequence select="e:added(' ')[current()/preceding-sibling::tei:prefixDef]"/>
        <xsl:sequence select="map{'t': 'code', 'c': array{string(@ident)}}, e:added(' ')"/>
        <xsl:apply-templates select="if (tei:p) then (tei:p/node() | * except tei:p) else node()" mode="e:inlines"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="e:labelled(e:header-label(.), (), map{'t': 'line', 'c': array{$inlines}}[exists($inlines)])"/>
    <xsl:apply-templates select="* except tei:prefixDef" mode="e:fields"/>
  </xsl:template>

  <!-- Parts one after the other, those without words and facts left out. -->
  <xsl:function name="e:parts" as="item()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="between" as="xs:string"/>
    <xsl:variable name="said" as="element()*" select="$elements[e:remark(.) or normalize-space()]"/>
    <xsl:for-each select="$said">
      <xsl:if test="position() gt 1"><xsl:sequence select="e:added($between)"/></xsl:if>
      <xsl:sequence select="if (last() eq 1 or count(distinct-values($said ! e:header-label(.))) eq 1) then e:part-words(.) else e:part(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What needs no word to say what it is. -->
  <xsl:variable name="e:plain-parts" as="xs:string*" select="
    'name', 'persName', 'orgName', 'placeName', 'forename', 'surname', 'nameLink', 'roleName', 'addName', 'genName', 'date', 'title',
    'resp', 'street', 'postCode', 'settlement', 'country', 'region', 'district', 'addrLine', 'address', 'language', 'licence',
    'person', 'bibl', 'ref', 'note', 'author', 'imprint', 'publisher', 'pubPlace', 'p', 'ab'"/>

  <!-- One part of a line: what it is, where that needs a word, and its words. -->
  <xsl:function name="e:part" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="not(local-name($element) = $e:plain-parts)">
      <xsl:sequence select="map{'t': 'label', 'c': array{e:header-label($element)}}, e:added(' ')"/>
    </xsl:if>
    <xsl:sequence select="e:part-words($element)"/>
  </xsl:function>

  <xsl:function name="e:part-words" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="e:remark($element) ! e:added(.)"/>
    <xsl:choose>
      <xsl:when test="exists($element/*) and not($element/text()[normalize-space()])">
        <xsl:sequence select="
          if ($element/self::tei:respStmt) then e:answers($element)
          else e:parts($element/*, if (not($element/self::tei:persName) or $element/*[1][self::tei:surname]) then ', ' else ' ')"/>
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
        $element/(@type, @role, @n)[1][not(. = ('main', 'archival'))] ! ('(' || e:in-words(.) || ')')), ' ')"/>
  </xsl:function>

  <!-- "digitalSource" to "digital source". -->
  <xsl:function name="e:in-words" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="if (matches($code, '\p{Ll}\p{Lu}')) then lower-case(replace($code, '(\p{Ll})(\p{Lu})', '$1 $2')) else $code"/>
  </xsl:function>

  <xsl:function name="e:remark" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="facts" as="xs:string*">
      <xsl:apply-templates select="$element" mode="e:remark"/>
    </xsl:variable>
    <xsl:sequence select="(string-join($facts, ' ') || (if (normalize-space($element)) then ': ' else ''))[exists($facts)]"/>
  </xsl:function>

  <!-- Facts that stand in attributes only. -->
  <xsl:template match="tei:change | tei:language[not(normalize-space())] | tei:prefixDef | tei:tagUsage | tei:namespace | tei:catRef | tei:classCode"
      mode="e:remark" as="xs:string*">
    <xsl:sequence select="
      @when ! e:date(.), @ident, @gi ! ('&lt;' || . || '&gt;'), @name,
      (@target ! e:tokens(.) ! (e:link(.)?title[.], .)[1]),
      self::tei:prefixDef/(@matchPattern || ' → ' || @replacementPattern)"/>
  </xsl:template>

</xsl:stylesheet>
