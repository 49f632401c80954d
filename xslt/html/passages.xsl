<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The page of all passages that mention an entry: when, with whom, and in which words. -->

  <xsl:template name="e:mentions-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="register" as="xs:string" select="($document?register[.], e:label('names.' || $document?kind))[1]"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': string-join(($document?title, $register, $site?title), ' · '), 'class': 'page-mentions',
          'path': $document?page, 'stylesheets': ['assets/lists.css']}"/>
      <xsl:with-param name="main">
        <article class="all-mentions" data-generated="">
          <header class="document-head">
            <p class="kicker"><xsl:value-of select="$register"/></p>
            <h1><bdi><xsl:value-of select="$document?title"/></bdi></h1>
            <xsl:if test="array:size($document?forms) gt 0">
              <p class="forms"><xsl:sequence select="e:forms-in-words($document?forms?*)"/></p>
            </xsl:if>
            <p class="counts"><xsl:value-of select="e:counted($document?counts)"/></p>
            <p class="jumps"><a href="{$document?home}"><xsl:value-of select="e:label('mentions.entry')"/></a></p>
          </header>
          <xsl:call-template name="e:years"/>
          <xsl:call-template name="e:companions"/>
          <xsl:sequence select="$document?groups?* ! e:passages-of(.), e:references($document?references?*)"/>
          <xsl:call-template name="e:turning-list"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Other names in a line, each apart from its neighbours in direction. -->
  <xsl:function name="e:forms-in-words" as="node()*">
    <xsl:param name="forms" as="xs:string*"/>
    <i><xsl:value-of select="e:label('names.also')"/></i>
    <xsl:text> </xsl:text>
    <xsl:for-each select="$forms">
      <xsl:if test="position() gt 1"><xsl:value-of select="e:label('separator.values')"/></xsl:if>
      <bdi><xsl:value-of select="."/></bdi>
    </xsl:for-each>
  </xsl:function>

  <!-- The years with the number of passages, where there are several. -->
  <xsl:template name="e:years" as="element(h:nav)?">
    <xsl:context-item use="optional"/>
    <xsl:if test="array:size($document?years) gt 1">
      <nav class="years" aria-label="{e:label('mentions.years')}">
        <ul role="list">
          <xsl:for-each select="$document?years?*">
            <li>
              <a href="{?href}"><xsl:value-of select="e:date(?year)"/></a>
              <xsl:text> </xsl:text>
              <span class="count"><xsl:value-of select="e:digits(string(?count))"/></span>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- Who is named together with this one: the nearest first. -->
  <xsl:template name="e:companions" as="element(h:section)?">
    <xsl:context-item use="optional"/>
    <xsl:if test="array:size($document?companions) gt 0">
      <section class="companions" aria-labelledby="-companions">
        <h2 id="-companions"><xsl:value-of select="e:label('mentions.companions')"/></h2>
        <ul role="list">
          <xsl:for-each select="$document?companions?*">
            <li>
              <a href="{?href}"><bdi><xsl:value-of select="?title"/></bdi></a>
              <xsl:text> </xsl:text>
              <span class="count"><xsl:value-of select="e:digits(string(?passages)) || ' · ' || e:digits(string(?documents))"/></span>
            </li>
          </xsl:for-each>
        </ul>
        <p class="hint"><xsl:value-of select="e:label('mentions.companions.how')"/></p>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The passages of one document; the first of a year is where the list of years leads to. -->
  <xsl:function name="e:passages-of" as="element(h:section)">
    <xsl:param name="group" as="map(*)"/>
    <section class="passages-of">
      <xsl:if test="$group?year and ($document?groups?*[?year = $group?year])[1]?id = $group?id">
        <xsl:attribute name="id" select="'-' || $group?year"/>
      </xsl:if>
      <h2><xsl:sequence select="e:document-link($group)"/></h2>
      <p class="when">
        <xsl:value-of select="string-join(($group?date ! e:date-words(.), e:number-of($group?count, 'passages')), ' · ')"/>
      </p>
      <xsl:sequence select="$group?places?* ! e:passage-item(., $group?language, false())"/>
    </section>
  </xsl:function>

  <!-- To the other pages of a list that is cut. -->
  <xsl:template name="e:turning-list" as="element(h:nav)?">
    <xsl:context-item use="optional"/>
    <xsl:if test="array:size($document?parts) gt 1">
      <nav class="turning" aria-label="{e:label('nav.pages')}">
        <xsl:if test="$document?part gt 1">
          <a rel="prev" href="{$document?parts(xs:integer($document?part) - 1)}"><xsl:value-of select="$e:back, e:digits(string($document?part - 1))"/></a>
        </xsl:if>
        <span><xsl:value-of select="e:digits(string($document?part)) || ' / ' || e:digits(string(array:size($document?parts)))"/></span>
        <xsl:if test="$document?part lt array:size($document?parts)">
          <a rel="next" href="{$document?parts(xs:integer($document?part) + 1)}"><xsl:value-of select="e:digits(string($document?part + 1)), $e:on"/></a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
