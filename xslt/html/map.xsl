<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The map: places with coordinates on the coasts around them. The drawing is for the eye; the table says it all. -->

  <xsl:template name="e:map-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': e:label('map'), 'class': 'page-map', 'path': $document?page, 'stylesheets': ['assets/ways.css']}"/>
      <xsl:with-param name="main">
        <article class="ways" data-generated="">
          <header class="document-head">
            <h1><xsl:value-of select="e:label('map')"/></h1>
            <p class="abstract"><xsl:value-of select="e:label('map.about')"/></p>
          </header>
          <figure class="map">
            <xsl:sequence select="$document?drawings?* ! e:map-drawing(.)"/>
            <figcaption class="hint"><xsl:value-of select="e:label('map.source')"/></figcaption>
          </figure>
          <xsl:call-template name="e:map-table"/>
          <xsl:sequence select="e:more($document?more)"/>
          <xsl:if test="array:size($document?unplaced) gt 0">
            <h2><xsl:value-of select="e:label('map.unplaced')"/></h2>
            <p class="hint"><xsl:value-of select="e:label('map.unplaced.why')"/></p>
            <ul class="groups" role="list">
              <xsl:for-each select="$document?unplaced?*">
                <li><a href="{?href}"><xsl:value-of select="?title"/></a></li>
              </xsl:for-each>
            </ul>
            <xsl:sequence select="e:more($document?more-unplaced)"/>
          </xsl:if>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- How many things a list leaves out. -->
  <xsl:function name="e:more" as="element(h:p)?">
    <xsl:param name="number" as="xs:double"/>
    <xsl:if test="$number gt 0">
      <p class="hint"><xsl:value-of select="e:label('more') => replace('\{number\}', e:digits(string($number)))"/></p>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:map-drawing" as="element(svg:svg)">
    <xsl:param name="drawing" as="map(*)"/>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {$drawing?width} {$drawing?height}" aria-hidden="true" focusable="false">
      <path class="land" d="{$drawing?land?* ! e:ring(.)}"/>
      <xsl:for-each select="$drawing?dots?*[?ring gt 0]">
        <circle class="ring" cx="{?x}" cy="{?y}" r="{?ring}"/>
      </xsl:for-each>
      <xsl:for-each select="$drawing?dots?*">
        <xsl:sort select="-?dot"/>
        <xsl:variable name="dot" as="map(*)" select="."/>
        <a href="{?href}" tabindex="-1">
          <title><xsl:value-of select="?title"/></title>
          <circle cx="{?x}" cy="{?y}" r="{?dot}"/>
          <xsl:sequence select="?name ! e:map-label(., 'name', $dot?title), ?small ! e:map-label(., 'number', e:digits(string($dot?number)))"/>
        </a>
      </xsl:for-each>
    </svg>
  </xsl:function>

  <!-- A ring of x and y in turn as a path. -->
  <xsl:function name="e:ring" as="xs:string">
    <xsl:param name="numbers" as="array(*)"/>
    <xsl:variable name="all" as="xs:double*" select="$numbers?*"/>
    <xsl:sequence select="'M' || string-join(
      for $i in 1 to count($all) idiv 2 return $all[2 * $i - 1] || ',' || $all[2 * $i], ' ') || 'Z'"/>
  </xsl:function>

  <xsl:function name="e:map-label" as="element(svg:text)">
    <xsl:param name="label" as="map(*)"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <text xmlns="http://www.w3.org/2000/svg" class="{$class}" x="{$label?x}" y="{$label?y}" text-anchor="{$label?anchor}">
      <xsl:value-of select="$words"/>
    </text>
  </xsl:function>

  <xsl:template name="e:map-table" as="element(h:table)">
    <xsl:context-item use="optional"/>
    <table class="ledger places">
      <caption class="vh"><xsl:value-of select="e:label('map.table')"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="'number', 'place', 'coordinates', 'precision', 'mentions'">
            <th scope="col"><xsl:value-of select="e:label('map.' || .)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$document?places?*">
          <tr>
            <td><xsl:value-of select="e:digits(string(?number))"/></td>
            <th scope="row"><a href="{?href}"><xsl:value-of select="?title"/></a></th>
            <td>
              <bdi><xsl:value-of select="e:degrees(?latitude, ('north', 'south'))"/></bdi>
              <xsl:value-of select="e:label('separator.list')"/>
              <bdi><xsl:value-of select="e:degrees(?longitude, ('east', 'west'))"/></bdi>
            </td>
            <td>
              <xsl:value-of select="
                if (?radius = 0) then e:label('map.precise')
                else if (?radius lt 0) then e:label('map.rough')
                else e:label('map.radius') => replace('\{km\}', e:digits(string(round(?radius, 1))))"/>
            </td>
            <td><xsl:value-of select="e:digits(string(?mentions))"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>

  <!-- Degrees with the side of the equator or of Greenwich on which they are; no more places than the source may mean. -->
  <xsl:function name="e:degrees" as="xs:string">
    <xsl:param name="degrees" as="xs:double"/>
    <xsl:param name="sides" as="xs:string+"/>
    <xsl:variable name="side" as="xs:string" select="$sides[if ($degrees lt 0) then 2 else 1]"/>
    <xsl:sequence select="e:label('map.' || $side)
        => replace('\{degrees\}', e:digits(replace(format-number(abs($degrees), '0.00##'), '\.', e:label('decimal'))))"/>
  </xsl:function>

</xsl:stylesheet>
