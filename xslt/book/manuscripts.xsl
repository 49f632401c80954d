<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Descriptions of manuscripts as a printed catalogue has them: the shelfmark as a heading, what the manuscript is
       below it, its contents item by item with their leaves, then how it is made and what became of it. -->

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag" mode="e:blocks" as="map(*)*">
    <xsl:apply-templates select="." mode="e:fields"/>
  </xsl:template>

  <!-- What the record of a catalogue says stands in its text, which has nothing else. -->
  <xsl:function name="e:is-record" as="xs:boolean">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="exists($root/*/tei:teiHeader//tei:msDesc) and empty($root/*/(* except tei:teiHeader)[normalize-space()])"/>
  </xsl:function>

  <xsl:template match="tei:sourceDesc/tei:msDesc[e:is-record(root(.))]" mode="e:fields" as="map(*)*" priority="7">
    <xsl:param name="is-text" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="$is-text"><xsl:next-match/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag" mode="e:fields" as="map(*)*" priority="6">
    <xsl:variable name="named" as="map(*)*" select="e:shelfmark(.)"/>
    <xsl:variable name="rest" as="map(*)*">
      <xsl:apply-templates select="* except tei:msIdentifier" mode="e:fields"/>
    </xsl:variable>
    <xsl:sequence select="e:box(., 'manuscript', ($named, $rest))"/>
  </xsl:template>

  <!-- Town, house and collection before the shelfmark; what else is told of where it is, and its other numbers, below. -->
  <xsl:function name="e:shelfmark" as="map(*)*">
    <xsl:param name="manuscript" as="element()"/>
    <xsl:variable name="place" as="element(tei:msIdentifier)?" select="$manuscript/tei:msIdentifier[1]"/>
    <xsl:variable name="mark" as="element(tei:idno)?" select="$place/tei:idno[normalize-space()][1]"/>
    <xsl:variable name="before" as="element()*"
        select="$place/(tei:settlement | tei:institution | tei:repository | tei:collection)[normalize-space()]"/>
    <xsl:variable name="other" as="element()*" select="$place/(* except ($mark, $before))[normalize-space()]"/>
    <xsl:variable name="words" as="item()*">
      <xsl:if test="$manuscript/(self::tei:msPart | self::tei:msFrag)">
        <xsl:sequence select="map{'t': 'label', 'c': array{e:header-label($manuscript)}}, e:added(' ')"/>
      </xsl:if>
      <xsl:sequence select="e:listed($before), e:added(', ')[$before and $mark], $mark ! e:mark('strong', .)"/>
    </xsl:variable>
    <xsl:if test="exists($words)">
      <xsl:sequence select="map{'t': 'shelfmark', 'c': array{$words}}"/>
    </xsl:if>
    <xsl:if test="exists($other)">
      <xsl:sequence select="map{'t': 'line', 'c': array{e:listed($other)}}"/>
    </xsl:if>
  </xsl:function>

  <!-- Parts one after the other, with commas. -->
  <xsl:function name="e:listed" as="item()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:for-each select="$parts">
      <xsl:if test="position() gt 1"><xsl:sequence select="e:added(', ')"/></xsl:if>
      <xsl:sequence select="if (self::tei:altIdentifier) then e:part(.) else e:part-words(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="tei:msIdentifier" mode="e:fields" as="map(*)*" priority="6">
    <xsl:sequence select="map{'t': 'line', 'c': array{e:listed(*[normalize-space()])}}[current()/*[normalize-space()]]"/>
  </xsl:template>

  <xsl:template match="tei:msDesc/tei:head | tei:msPart/tei:head | tei:msFrag/tei:head | tei:msContents/tei:summary
      | tei:msItem/tei:p | tei:msContents/tei:p" mode="e:fields" as="map(*)*" priority="6">
    <xsl:sequence select="e:flow(., 'line')"/>
  </xsl:template>

  <!-- The great parts of a description: their name above their lines. -->
  <xsl:template match="tei:msContents | tei:physDesc | tei:history | tei:additional" mode="e:fields" as="map(*)*" priority="6">
    <xsl:variable name="lines" as="map(*)*" select="e:words-of(.)"/>
    <xsl:if test="exists($lines)">
      <xsl:sequence select="map{'t': 'group', 'label': e:element-label(local-name()), 'b': array{$lines}}"/>
    </xsl:if>
  </xsl:template>

  <!-- What only holds parts, each of which says itself what it is about. -->
  <xsl:template match="tei:objectDesc[*] | tei:supportDesc[*] | tei:handDesc[*] | tei:layoutDesc[*] | tei:scriptDesc[*] | tei:bindingDesc[*]
      | tei:sealDesc[*] | tei:adminInfo[*] | tei:decoDesc[*]" mode="e:fields" as="map(*)*" priority="6">
    <xsl:variable name="lines" as="map(*)*" select="e:words-of(.)"/>
    <xsl:sequence select="
      if (tei:p or tei:summary or text()[normalize-space()]) then e:labelled(e:header-label(.), e:remark(.), $lines) else $lines"/>
  </xsl:template>

  <!-- A text of a manuscript: number, leaves, author and title, how it begins and ends, all in one paragraph; what is
       told of it, and the texts within it, below. -->
  <xsl:template match="tei:msItem | tei:msItemStruct" mode="e:fields" as="map(*)*" priority="6">
    <xsl:variable name="said" as="element()*" select="
      *[self::tei:locus or self::tei:locusGrp or self::tei:author or self::tei:title or self::tei:rubric or self::tei:incipit
        or self::tei:quote or self::tei:explicit or self::tei:finalRubric or self::tei:colophon or self::tei:textLang]
        [normalize-space() or self::tei:locus[@from]][not(e:holds-blocks(.))]"/>
    <xsl:variable name="inlines" as="item()*">
      <xsl:for-each select="$said">
        <xsl:if test="position() gt 1">
          <xsl:sequence select="e:added(if (preceding-sibling::*[1][self::tei:author] and self::tei:title) then ', ' else ' ')"/>
        </xsl:if>
        <xsl:apply-templates select="." mode="e:item-part"/>
      </xsl:for-each>
      <xsl:apply-templates select="text()[normalize-space()]" mode="e:inlines"/>
    </xsl:variable>
    <xsl:variable name="rest" as="map(*)*">
      <xsl:apply-templates select="* except $said" mode="e:fields"/>
    </xsl:variable>
    <xsl:if test="exists(($inlines, $rest))">
      <xsl:sequence select="map:merge((
          map{'t': 'item', 'n': string(@n), 'c': array{$inlines}, 'b': array{$rest}}, e:identity(.)))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:locus | tei:locusGrp" mode="e:item-part" as="item()*">
    <xsl:sequence select="map{'t': 'locus', 'c':
        if (normalize-space()) then e:mark('plain', .)?c else array{string-join(distinct-values((@from, @to)), '–')}}"/>
  </xsl:template>

  <xsl:template match="tei:author | tei:title" mode="e:item-part" as="item()*">
    <xsl:apply-templates select="." mode="e:inlines"/>
  </xsl:template>

  <!-- How a text is headed, begins and ends: named by a word, since nothing else tells them apart. -->
  <xsl:template match="*" mode="e:item-part" as="item()*">
    <xsl:sequence select="map{'t': 'label', 'c': array{e:element-label(local-name())}}, e:added(' ')"/>
    <xsl:apply-templates select="." mode="e:inlines"/>
  </xsl:template>

  <!-- Notes say themselves what they are about; their type does where it is a word for it. -->
  <xsl:template match="tei:msItem/tei:note | tei:msItemStruct/tei:note" mode="e:fields" as="map(*)*" priority="6">
    <xsl:variable name="lines" as="map(*)*" select="e:flow(., 'line')"/>
    <xsl:sequence select="
      if (@type[not(. = ('main', 'general', 'editorial'))]) then e:labelled(translate(@type, '-_', '  '), (), $lines) else $lines"/>
  </xsl:template>

  <!-- Books and manuscripts that are only named: one line of them, or the list below its name. -->
  <xsl:template match="tei:msItem/tei:listBibl[not(*[e:holds-blocks(.)])] | tei:msItemStruct/tei:listBibl[not(*[e:holds-blocks(.)])]"
      mode="e:fields" as="map(*)*" priority="6">
    <xsl:if test="*[normalize-space()]">
      <xsl:sequence select="e:joined(e:element-label('listBibl'), *[normalize-space()])"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:filiation[tei:list]" mode="e:fields" as="map(*)*" priority="6">
    <xsl:sequence select="map{'t': 'line', 'label': e:element-label('filiation'), 'remark': '', 'c': array{}}, e:flow(., 'line')"/>
  </xsl:template>

  <!-- The leaves that a passage stands on, before its words. -->
  <xsl:template match="tei:incipit/tei:locus | tei:explicit/tei:locus | tei:rubric/tei:locus | tei:finalRubric/tei:locus"
      mode="e:inlines" as="item()*" priority="5">
    <xsl:sequence select="map{'t': 'locus', 'c': e:mark('plain', .)?c}, e:added(' ')"/>
  </xsl:template>

  <!-- Height by width by depth, with the unit once. -->
  <xsl:template match="tei:dimensions[*[normalize-space()]]" mode="e:inlines" as="item()*" priority="5">
    <xsl:sequence select="e:added(' ')[exists(current()/preceding-sibling::node()[normalize-space()])]"/>
    <xsl:sequence select="@type ! (map{'t': 'label', 'c': array{string(.)}}, e:added(' '))"/>
    <xsl:for-each select="*[normalize-space()]">
      <xsl:if test="position() gt 1"><xsl:sequence select="e:added(' × ')"/></xsl:if>
      <xsl:apply-templates select="." mode="e:inlines"/>
    </xsl:for-each>
    <xsl:sequence select="(@unit, */@unit)[1] ! e:added('&#xA0;' || .)"/>
  </xsl:template>

  <xsl:template match="tei:dimensions[*[normalize-space()]]" mode="e:fields" as="map(*)*" priority="6">
    <xsl:variable name="inlines" as="item()*">
      <xsl:apply-templates select="." mode="e:inlines"/>
    </xsl:variable>
    <xsl:sequence select="map{'t': 'line', 'label': e:element-label('dimensions'), 'remark': '', 'c': array{$inlines}}"/>
  </xsl:template>

</xsl:stylesheet>
