<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The archives: a tree from the holder down to the leaf, each leaf leading to its documents. -->

  <!-- A part of the tree that has more documents than this is folded. -->
  <xsl:variable name="e:most-unfolded" as="xs:integer" static="yes" select="20"/>

  <xsl:template name="e:archives-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="title" as="xs:string" select="string-join(($document?title, e:label('archives')), ' · ')"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': $title, 'class': 'page-archives', 'path': $document?page, 'stylesheets': ['assets/ways.css']}"/>
      <xsl:with-param name="main">
        <article class="ways" data-generated="">
          <header class="document-head">
            <h1><xsl:value-of select="($document?title, e:label('archives'))[1]"/></h1>
            <p class="abstract">
              <xsl:value-of select="e:label('archives.about')"/>
              <xsl:if test="exists($document?title)">
                <xsl:text> </xsl:text>
                <a href="archives.html"><xsl:value-of select="e:label('archives')"/></a>
              </xsl:if>
            </p>
          </header>
          <xsl:if test="array:size($document?holders) gt 0">
            <ul class="groups" role="list">
              <xsl:for-each select="$document?holders?*">
                <li><a href="{?path}"><bdi><xsl:value-of select="?title"/></bdi></a><xsl:sequence select="e:count(?count)"/></li>
              </xsl:for-each>
            </ul>
          </xsl:if>
          <xsl:sequence select="e:holdings($document?nodes)"/>
          <xsl:if test="array:size($document?without) gt 0">
            <h2><xsl:value-of select="e:label('archives.without')"/></h2>
            <xsl:sequence select="e:held($document?without)"/>
            <xsl:if test="$document?more gt 0">
              <p class="hint"><xsl:value-of select="e:label('ledger.more') => replace('\{number\}', e:digits(string($document?more)))"/></p>
            </xsl:if>
          </xsl:if>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="e:count" as="element(h:span)">
    <xsl:param name="count" as="xs:double"/>
    <span class="count"> (<xsl:value-of select="e:digits(string($count))"/>)</span>
  </xsl:function>

  <!-- What a part of an archive holds. -->
  <xsl:function name="e:holdings" as="element(h:ul)?">
    <xsl:param name="nodes" as="array(*)"/>
    <xsl:if test="array:size($nodes) gt 0">
      <ul class="fonds" role="list">
        <xsl:for-each select="$nodes?*">
          <li>
            <xsl:choose>
              <xsl:when test="?count gt $e:most-unfolded">
                <details>
                  <summary><xsl:sequence select="e:holding(.), e:count(?count)"/></summary>
                  <xsl:sequence select="e:held(?documents), e:holdings(?nodes)"/>
                </details>
              </xsl:when>
              <xsl:otherwise>
                <p class="holding"><xsl:sequence select="e:holding(.), e:count(?count)[current()?count gt 1]"/></p>
                <xsl:sequence select="e:held(?documents), e:holdings(?nodes)"/>
              </xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

  <!-- A line of the tree: its levels, with the name that archivists give to a level. -->
  <xsl:function name="e:holding" as="node()*">
    <xsl:param name="node" as="map(*)"/>
    <xsl:for-each select="$node?parts?*">
      <xsl:if test="position() gt 1"><xsl:text>, </xsl:text></xsl:if>
      <bdi><xsl:value-of select="
        ($labels('holding.' || ?level), '{words}')[1] => replace('\{words\}', replace(?words, '([\\$])', '\\$1'))"/></bdi>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="e:held" as="element(h:ul)?">
    <xsl:param name="documents" as="array(*)"/>
    <xsl:if test="array:size($documents) gt 0">
      <ul class="held" role="list">
        <xsl:for-each select="$documents?*">
          <li>
            <a href="{?page}"><xsl:value-of select="?title"/></a>
            <xsl:if test="exists(?date)">
              <xsl:text> </xsl:text>
              <span class="when"><xsl:value-of select="e:date-words(?date)"/></span>
            </xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
