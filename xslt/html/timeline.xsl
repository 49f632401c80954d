<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The timeline: documents and events along an axis. The drawing is for the eye; the list says all of it in words. -->

  <!-- True where the interface, and with it an axis of time, runs from right to left. -->
  <xsl:variable name="e:mirrored" as="xs:boolean" select="e:right-to-left($site?language)"/>

  <xsl:template name="e:timeline-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': e:label('timeline'), 'class': 'page-timeline', 'path': $document?page,
          'stylesheets': ['assets/ways.css']}"/>
      <xsl:with-param name="main">
        <article class="ways" data-generated="">
          <header class="document-head">
            <h1><xsl:value-of select="e:label('timeline')"/></h1>
            <p class="abstract">
              <xsl:value-of select="e:label('timeline.about')"/>
              <xsl:text> </xsl:text>
              <xsl:value-of select="
                ('document', 'event')[exists($document?counts(.))] ! (e:label('timeline.' || .) || ': ' || e:digits(string($document?counts(.))))"
                separator="; "/>
              <xsl:text>.</xsl:text>
            </p>
          </header>
          <xsl:sequence select="$document?figures?* ! e:time-figure(.)"/>
          <h2 id="-years"><xsl:value-of select="e:label('timeline.list')"/></h2>
          <xsl:if test="array:size($document?years) gt 1">
            <nav class="initials" aria-labelledby="-years">
              <xsl:for-each select="$document?years?*">
                <a href="#-y{?year}"><xsl:value-of select="e:date(?year)"/></a>
                <xsl:text> </xsl:text>
              </xsl:for-each>
            </nav>
          </xsl:if>
          <xsl:sequence select="$document?years?* ! e:time-year(.)"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- One drawing: the axis, the lanes, and below what the signs mean. -->
  <xsl:function name="e:time-figure" as="element(h:figure)">
    <xsl:param name="figure" as="map(*)"/>
    <xsl:variable name="height" as="xs:double" select="$figure?height + 24"/>
    <figure class="axis">
      <xsl:if test="$figure?year">
        <p class="group-title"><xsl:value-of select="e:date($figure?year)"/></p>
      </xsl:if>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {$figure?width} {$height}" aria-hidden="true" focusable="false">
        <line class="base" x1="0" x2="{$figure?width}" y1="{$figure?height + 4}" y2="{$figure?height + 4}"/>
        <xsl:sequence select="$figure?ticks?* ! e:tick(., $figure)"/>
        <xsl:sequence select="$figure?lanes?* ! e:timeline-lane(., $figure?width)"/>
      </svg>
      <figcaption>
        <ul class="legend">
          <xsl:variable name="marks" as="map(*)*" select="$figure?lanes?*?marks?*"/>
          <xsl:for-each select="distinct-values(($marks ! ?shape, 'hollow'[$marks?hollow = true()], 'bars'[exists($figure?lanes?*?bars)]))">
            <xsl:sort select="index-of(('point', 'hollow', 'lasting', 'within', 'before', 'after', 'until', 'since', 'bars'), .)"/>
            <li class="mark {.}"><xsl:value-of select="e:label('timeline.mark.' || .)"/></li>
          </xsl:for-each>
        </ul>
      </figcaption>
    </figure>
  </xsl:function>

  <!-- A place on an axis as the interface runs. -->
  <xsl:function name="e:along" as="xs:double">
    <xsl:param name="x" as="xs:double"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:sequence select="if ($e:mirrored) then round($width - $x, 1) else $x"/>
  </xsl:function>

  <xsl:function name="e:tick" as="element()*">
    <xsl:param name="tick" as="map(*)"/>
    <xsl:param name="figure" as="map(*)"/>
    <xsl:variable name="x" as="xs:double" select="e:along($tick?x, $figure?width)"/>
    <line xmlns="http://www.w3.org/2000/svg" class="tick" x1="{$x}" x2="{$x}" y1="4" y2="{$figure?height + 4}"/>
    <text xmlns="http://www.w3.org/2000/svg" x="{$x}" y="{$figure?height + 20}" text-anchor="{if ($tick?x lt 32) then 'start' else 'middle'}">
      <!-- The months of one year need not name it, but the first does. -->
      <xsl:value-of select="
        if (matches($tick?date, '-\d\d$') and not(ends-with($tick?date, '-01')) and $tick?x gt $figure?ticks?1?x)
        then e:label('month.' || substring($tick?date, string-length($tick?date) - 1))
        else e:date(replace($tick?date, '(\d{4})-01$', '$1'))"/>
    </text>
  </xsl:function>

  <xsl:function name="e:timeline-lane" as="element(svg:g)">
    <xsl:param name="lane" as="map(*)"/>
    <xsl:param name="width" as="xs:double"/>
    <g xmlns="http://www.w3.org/2000/svg" class="lane {$lane?kind}" transform="translate(0 {$lane?top})">
      <text class="lane-name" x="{e:along(4, $width)}" y="-8"><xsl:value-of select="e:label('timeline.' || $lane?kind)"/></text>
      <xsl:sequence select="$lane?marks?* ! e:time-mark(., $width)"/>
      <xsl:for-each select="$lane?bars?*">
        <rect class="bar" x="{if ($e:mirrored) then round($width - ?x - ?width, 1) else ?x}" y="{round($lane?height - ?height, 1)}" width="{?width}" height="{?height}">
          <title><xsl:value-of select="e:digits(string(?count))"/></title>
        </rect>
      </xsl:for-each>
    </g>
  </xsl:function>

  <!-- A point, a bar, or a bar with an open end. -->
  <xsl:function name="e:time-mark" as="element(svg:a)">
    <xsl:param name="mark" as="map(*)"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:variable name="from" as="xs:double" select="e:along($mark?x, $width)"/>
    <xsl:variable name="to" as="xs:double" select="e:along($mark?end, $width)"/>
    <xsl:variable name="ends" as="xs:double*" select="
      $from[$mark?shape = ('point', 'lasting', 'within', 'after', 'since')], $to[$mark?shape = ('lasting', 'within', 'before', 'until')]"/>
    <a xmlns="http://www.w3.org/2000/svg" href="{$mark?href}" tabindex="-1" class="{string-join(($mark?shape, 'hollow'[$mark?hollow]), ' ')}">
      <title><xsl:value-of select="$mark?title"/></title>
      <xsl:if test="$mark?shape ne 'point'">
        <line x1="{$from}" x2="{$to}" y1="{$mark?y}" y2="{$mark?y}"/>
      </xsl:if>
      <xsl:for-each select="$ends">
        <circle cx="{.}" cy="{$mark?y}" r="{if ($mark?shape = 'lasting') then 3 else 4}"/>
      </xsl:for-each>
    </a>
  </xsl:function>

  <!-- A year in the list. -->
  <xsl:function name="e:time-year" as="element(h:section)">
    <xsl:param name="year" as="map(*)"/>
    <section class="year">
      <h3 class="group-title" id="-y{$year?year}"><xsl:value-of select="e:date($year?year)"/></h3>
      <xsl:if test="array:size($year?numbers) gt 0">
        <p>
          <xsl:for-each select="$year?numbers?*">
            <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
            <a href="{?href}"><xsl:value-of select="e:label('timeline.' || ?kind) || ': ' || e:digits(string(?count))"/></a>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:if test="array:size($year?items) gt 0">
        <ol class="course" role="list">
          <xsl:for-each select="$year?items?*">
            <xsl:variable name="hollow" as="xs:boolean" select="?hollow"/>
            <li class="{string-join((?kind, ?date?kind, 'doubtful'[$hollow]), ' ')}">
              <p class="date">
                <xsl:value-of select="e:date-words(?date)"/>
                <xsl:if test="?date?cert = ('medium', 'low', 'unknown')">
                  <span class="cert"> (<xsl:value-of select="e:label('cert.' || ?date?cert)"/>)</span>
                </xsl:if>
              </p>
              <p class="what"><a href="{?href}"><xsl:value-of select="?title"/></a>
                <xsl:if test="?kind = 'document'">
                  <span class="kind"><xsl:text> · </xsl:text><xsl:value-of select="e:sort-of-text(?sort)"/></span>
                </xsl:if>
              </p>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:if>
    </section>
  </xsl:function>

</xsl:stylesheet>
