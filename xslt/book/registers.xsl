<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Registers: an entry is a name, lines about it, and a key under which the template gathers its pages. -->

  <xsl:template match="(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listObject | tei:listNym | tei:listBibl)
      /*[@xml:id][self::tei:person | self::tei:personGrp | self::tei:place | self::tei:org | self::tei:event
      | self::tei:object | self::tei:nym | self::tei:bibl | self::tei:biblStruct]"
      mode="e:blocks" as="map(*)*" priority="3">
    <xsl:variable name="sentence" as="xs:boolean" select="exists((text()[normalize-space()], self::tei:biblStruct))"/>
    <xsl:variable name="title" as="element()?" select="e:main-name(.)[not($sentence)]"/>
    <xsl:sequence select="map:merge((
        map{'t': 'entry',
            'key': e:key($document?id || '#' || @xml:id),
            'date': e:entry-date(.),
            'name': if ($title) then e:mark('plain', $title)?c else array{},
            'b': array{if ($sentence) then e:sentence(.) else e:lines(* except $title)}},
        e:identity(.)))"/>
  </xsl:template>

  <!-- The keys of the entries that headers name: senders, places, those who took part. -->
  <xsl:function name="e:named-in-header" as="xs:string*">
    <xsl:param name="headers" as="element(tei:teiHeader)*"/>
    <xsl:if test="$document?kind ne 'register'">
      <xsl:sequence select="distinct-values(($headers//@ref ! tokenize(.) ! e:link(.)[?kind = $e:entry-kinds])?to) ! e:key(.)"/>
    </xsl:if>
  </xsl:function>

  <!-- The date that an entry has in its attributes only. -->
  <xsl:function name="e:entry-date" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="date" as="map(*)" select="map{
        'from': ($entry/@when, $entry/@from, $entry/@notBefore)[1] ! string(.),
        'to': ($entry/@when, $entry/@to, $entry/@notAfter)[1] ! string(.),
        'kind': if ($entry/@when) then 'exact' else if ($entry/@from or $entry/@to) then 'range'
          else if ($entry/@notBefore and $entry/@notAfter) then 'within' else if ($entry/@notAfter) then 'before' else 'after'}"/>
    <xsl:sequence select="
      if (empty(($date?from, $date?to))) then '' else e:date-words($date) || e:doubt($entry/@cert)"/>
  </xsl:function>

  <!-- A title in a bibliography: its parts run on as a sentence; what is said about it follows. -->
  <xsl:function name="e:sentence" as="map(*)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="inlines" as="item()*">
      <xsl:apply-templates select="$entry/(node() except (tei:note, tei:bibl))" mode="e:inlines"/>
    </xsl:variable>
    <xsl:sequence select="map{'t': 'line', 'c': array{$inlines}}, e:lines($entry/(tei:note | tei:bibl))"/>
  </xsl:function>

  <xsl:template match="tei:listBibl/*[@xml:id]/tei:title[. is e:main-name(..)]" mode="e:inlines" as="map(*)" priority="2">
    <xsl:sequence select="e:mark('heading-name', .)"/>
  </xsl:template>

  <!-- What is said of an entry: names of a kind, and sources, share a line; what has paragraphs keeps them. -->
  <xsl:function name="e:lines" as="map(*)*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:for-each-group select="$parts[normalize-space()]" group-adjacent="e:line-label(.)">
      <xsl:variable name="label" as="xs:string" select="current-grouping-key()"/>
      <xsl:for-each-group select="current-group()" group-adjacent="e:holds-blocks(.)">
        <xsl:sequence select="
          if (current-grouping-key()) then current-group() ! e:labelled($label, (), e:flow(., 'line') ! (if (?t = 'p') then map:put(., 't', 'line') else .))
          else e:joined($label, current-group())"/>
      </xsl:for-each-group>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="e:joined" as="map(*)">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="parts" as="element()+"/>
    <xsl:variable name="inlines" as="item()*">
      <xsl:for-each select="$parts">
        <xsl:if test="position() gt 1"><xsl:sequence select="e:added('; ')"/></xsl:if>
        <xsl:apply-templates select="." mode="e:inlines"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="map{'t': 'line', 'label': $label, 'remark': '', 'c': array{$inlines}}"/>
  </xsl:function>

  <!-- What a line of an entry is headed by; nothing where it speaks for itself. -->
  <xsl:function name="e:line-label" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:apply-templates select="$part" mode="e:line-label"/>
  </xsl:function>

  <xsl:template match="*" mode="e:line-label" as="xs:string">
    <xsl:sequence select="e:element-label(local-name()) || e:doubt(@cert)"/>
  </xsl:template>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:geogName | tei:objectName | tei:name"
      mode="e:line-label" as="xs:string">
    <xsl:variable name="key" as="xs:string" select="'name.' || (@type, 'other')[1]"/>
    <xsl:sequence select="if (e:label($key) ne $key) then e:label($key) else translate(@type, '-_', '  ')"/>
  </xsl:template>

  <xsl:template match="tei:note | tei:p | tei:desc" mode="e:line-label" as="xs:string">
    <xsl:sequence select="''"/>
  </xsl:template>

  <xsl:template match="tei:note[@type = 'identity']" mode="e:line-label" as="xs:string" priority="2">
    <xsl:sequence select="e:label('identity') || e:doubt(@cert)"/>
  </xsl:template>

  <xsl:template match="tei:location" mode="e:line-label" as="xs:string">
    <xsl:sequence select="e:label('location') || e:doubt(@cert)"/>
  </xsl:template>

</xsl:stylesheet>
