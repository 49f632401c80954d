<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Who or what an entry of a register tells of: its other names, its life, its numbers in authority files, its sources.
       As in a printed register these run on in lines, and what repeats is not read twice. -->

  <!-- What of an entry runs on in one line. -->
  <xsl:variable name="e:lines" as="map(xs:string, xs:string)" static="yes" select="map:merge((
      tokenize('persName placeName orgName eventName objectName geogName name') ! map{.: 'forms'},
      map{'idno': 'identifiers', 'bibl': 'sources'}))"/>

  <xsl:function name="e:line-of" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="line" as="xs:string?" select="$node[self::tei:*] ! $e:lines(local-name())"/>
    <xsl:sequence select="if (empty($line) or ($line = 'identifiers' and $node/*)) then '' else $line"/>
  </xsl:function>

  <!-- The words of a name; most have no elements. -->
  <xsl:function name="e:words" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="if ($name/*) then e:plain($name) else normalize-space($name)"/>
  </xsl:function>

  <!-- An entry below its headword: names, identifiers and sources in lines, anything else on its own. -->
  <xsl:function name="e:entry-told" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="title" as="element()?"/>
    <xsl:for-each-group select="$nodes" group-adjacent="e:line-of(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key() = 'forms'">
          <xsl:sequence select="e:forms(current-group(), $title ! e:words(.))"/>
        </xsl:when>
        <xsl:when test="current-grouping-key() = 'identifiers'">
          <p class="identifiers"><xsl:apply-templates select="current-group()" mode="e:entry"/></p>
        </xsl:when>
        <xsl:when test="current-grouping-key() = 'sources'">
          <xsl:sequence select="e:sources(current-group())"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="current-group()" mode="e:entry"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The other names, in a line; one that says again what was said stands there and is not shown. -->
  <xsl:function name="e:forms" as="element(h:div)">
    <xsl:param name="names" as="element()*"/>
    <xsl:param name="headword" as="xs:string?"/>
    <xsl:variable name="words" as="xs:string*" select="$names ! e:words(.)"/>
    <xsl:variable name="new" as="xs:boolean*" select="
      for $place in 1 to count($names) return
        not($words[$place] = ($headword, $words[position() lt $place])) and normalize-space($names[$place])"/>
    <xsl:variable name="first" as="xs:integer?" select="index-of($new, true())[1]"/>
    <div class="{string-join(('forms', 'again'[empty($first)]), ' ')}">
      <xsl:if test="$first"><i data-generated=""><xsl:value-of select="e:label('names.also') || ' '"/></i></xsl:if>
      <xsl:for-each select="$names">
        <xsl:variable name="place" as="xs:integer" select="position()"/>
        <xsl:if test="$new[$place] and $place gt $first">
          <xsl:sequence select="e:separator(e:label('separator.values'))"/>
        </xsl:if>
        <xsl:element name="{if (e:runs-on(.)) then 'span' else 'div'}">
          <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
          <xsl:attribute name="class" select="string-join((local-name(), 'again'[not($new[$place])]), ' ')"/>
          <xsl:call-template name="e:run"/>
          <xsl:sequence select="e:sort-of-name(.)"/>
        </xsl:element>
      </xsl:for-each>
    </div>
  </xsl:function>

  <!-- What sort of name it is, where that is more than one of several. -->
  <xsl:function name="e:sort-of-name" as="element(h:span)?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="type" as="xs:string?" select="$name/@type[not(. = ('main', 'short', 'attested', 'script', 'pref', 'reg', 'variant', 'alt', 'alternative', 'other', ''))]"/>
    <xsl:if test="$type">
      <span class="kind" data-generated="">
        <xsl:value-of select="' (' || ($labels('name.' || $type), e:word($type))[1] || ')'"/>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- The sources of an entry. -->
  <xsl:function name="e:sources" as="element(h:div)">
    <xsl:param name="sources" as="element(tei:bibl)*"/>
    <div class="sources">
      <b class="label" data-generated="">
        <xsl:value-of select="if (count($sources) gt 1) then e:label('sources.of') else e:element-label('bibl')"/>
      </b>
      <xsl:for-each select="$sources">
        <xsl:if test="position() gt 1"><xsl:sequence select="e:separator(e:label('separator.values'))"/></xsl:if>
        <xsl:element name="{if (e:runs-on(.)) then 'span' else 'div'}">
          <xsl:attribute name="class" select="'bibl'"/>
          <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
          <xsl:call-template name="e:run"/>
        </xsl:element>
      </xsl:for-each>
    </div>
  </xsl:function>

  <!-- Years of birth and death, behind the name. -->
  <xsl:function name="e:life" as="xs:string?">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="years" as="xs:string*" select="
      for $fact in ($person/tei:birth[1], $person/tei:death[1]) return
        e:year(($fact/(., tei:date)/(@when, @when-iso, @notBefore, @from, @notAfter, @to))[1])"/>
    <xsl:variable name="known" as="xs:boolean*" select="$years ! boolean(.)"/>
    <xsl:variable name="words" as="xs:string*" select="$years ! (if (.) then e:date(.) else '')"/>
    <xsl:sequence select="
      if (not($known = true())) then ()
      else if ($person/tei:birth and $person/tei:death and not($known = false())) then string-join($words, '–')
      else if ($person/tei:birth and $words[1]) then '*' || $words[1]
      else '†' || $words[last()]"/>
  </xsl:function>

  <!-- The year of a date, "" where it is none. -->
  <xsl:function name="e:year" as="xs:string">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="length" as="xs:integer" select="if (starts-with($value, '-')) then 5 else 4"/>
    <xsl:variable name="year" as="xs:string" select="substring($value, 1, $length)"/>
    <xsl:sequence select="
      if (translate($year, '123456789', '000000000') = ('0000', '-0000') and substring($value, $length + 1, 1) = ('', '-')) then $year else ''"/>
  </xsl:function>

  <!-- The files that are known, by host or type: name, and address of a number. -->
  <xsl:variable name="e:authorities" as="map(xs:string, map(xs:string, xs:string))" static="yes" select="
    let $files := map{
        'GND': 'https://d-nb.info/gnd/', 'VIAF': 'https://viaf.org/viaf/', 'Wikidata': 'https://www.wikidata.org/wiki/',
        'GeoNames': 'https://www.geonames.org/', 'LC': 'https://id.loc.gov/authorities/', 'ISNI': 'https://isni.org/isni/',
        'ORCID': 'https://orcid.org/', 'Pleiades': 'https://pleiades.stoa.org/places/'}
    return map:merge(
      for $pair in tokenize('d-nb.info=GND gnd=GND pnd=GND viaf.org=VIAF www.viaf.org=VIAF viaf=VIAF wikidata.org=Wikidata www.wikidata.org=Wikidata wikidata=Wikidata
          geonames.org=GeoNames www.geonames.org=GeoNames sws.geonames.org=GeoNames geonames=GeoNames id.loc.gov=LC lccn=LC isni.org=ISNI isni=ISNI
          orcid.org=ORCID orcid=ORCID pleiades.stoa.org=Pleiades pleiades=Pleiades')
      return map{substring-before($pair, '='): map{'name': substring-after($pair, '='), 'href': $files(substring-after($pair, '='))}})"/>

  <!-- A number in an authority file: the file by its name, the number as a link. Of an address that is written out its
       last part is shown, and all of it is read aloud. -->
  <xsl:template match="tei:idno[not(*)]" mode="e:entry" as="node()+" priority="2">
    <xsl:variable name="words" as="xs:string" select="normalize-space()"/>
    <xsl:variable name="is-address" as="xs:boolean" select="e:is-web-address($words)"/>
    <xsl:variable name="known" as="map(*)?" select="e:authority(if ($is-address) then $words else lower-case((@subtype, @type)[1]))"/>
    <xsl:variable name="kind" as="xs:string?" select="($known?name, (@subtype, @type)[not(upper-case(.) = ('URL', 'URI'))][1] ! translate(., '_', ' '))[1]"/>
    <span>
      <xsl:attribute name="class" select="'idno'"/>
      <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
      <xsl:if test="$kind"><span class="label" data-generated=""><xsl:value-of select="$kind || ' '"/></span></xsl:if>
      <xsl:choose>
        <xsl:when test="$is-address and $kind">
          <!-- Taken apart without a pattern that looks from the end: registers have tens of thousands of these. -->
          <xsl:variable name="last" as="xs:string" select="
            (substring-after($words, 'doi.org/')[.], tokenize($words, '[/=#]')[.][last()])[1]"/>
          <xsl:variable name="start" as="xs:string"
              select="substring($words, 1, string-length($words) - string-length($last) - (if (ends-with($words, '/') and not(ends-with($last, '/'))) then 1 else 0))"/>
          <a href="{e:web-address($words)}" rel="external"><span class="vh"><xsl:value-of select="$start"/></span><xsl:value-of select="$last"/><xsl:if test="ends-with($words, '/') and not(ends-with($last, '/'))"><span class="vh">/</span></xsl:if></a>
        </xsl:when>
        <xsl:when test="exists($known) and matches($words, '^[\w-]+$')">
          <a href="{$known?href || $words}" rel="external"><xsl:value-of select="."/></a>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="e:bare-words"/></xsl:otherwise>
      </xsl:choose>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:function name="e:authority" as="map(*)?">
    <xsl:param name="about" as="xs:string?"/>
    <xsl:sequence select="
      if (contains($about, '://')) then $e:authorities(substring-before(substring-after($about, '://') || '/', '/') )
      else $about ! $e:authorities(.)"/>
  </xsl:function>

  <!-- Addresses of the same in authority files, from attributes of an entry and of its names. -->
  <xsl:template name="e:same-elsewhere" as="element(h:p)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="addresses" as="xs:string*" select="
      distinct-values((@sameAs | @corresp | @ref | (tei:persName | tei:placeName | tei:orgName | tei:geogName)/(@ref | @sameAs)) ! tokenize(.)[matches(., '^https?://')])[not(. = current()/tei:idno)]"/>
    <xsl:if test="exists($addresses)">
      <p class="identifiers" data-generated="">
        <xsl:for-each select="$addresses">
          <a href="{e:web-address(.)}" rel="external">
            <xsl:value-of select="string-join((e:authority(.)?name, tokenize(., '[/=#]')[.][last()]), ' ')"/>
          </a>
          <xsl:text> </xsl:text>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
