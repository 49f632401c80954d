<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The pages of the site as a whole: the contents and the page for addresses that do not exist. -->

  <xsl:template name="e:site-pages" as="map(xs:string, xs:string)" visibility="public">
    <xsl:context-item use="absent"/>
    <xsl:map>
      <xsl:map-entry key="'index.html'">
        <xsl:call-template name="e:page">
          <xsl:with-param name="facts" select="map{
              'title': string($site?title), 'class': 'page-contents', 'path': 'index.html'}"/>
          <xsl:with-param name="main">
            <xsl:call-template name="e:contents"/>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:map-entry>
      <xsl:map-entry key="'404.html'">
        <xsl:call-template name="e:page">
          <xsl:with-param name="facts" select="map{'title': e:label('404.title'), 'class': 'page-404'}"/>
          <xsl:with-param name="main">
            <article data-generated="">
              <h1><xsl:value-of select="e:label('404.title')"/></h1>
              <p><xsl:value-of select="e:label('404.text')"/></p>
              <p><a href="index.html"><xsl:value-of select="e:label('contents')"/></a></p>
            </article>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:map-entry>
    </xsl:map>
  </xsl:template>

  <xsl:template name="e:contents" as="element(h:article)">
    <xsl:context-item use="absent"/>
    <xsl:variable name="lead" as="map(*)?" select="$site?documents?*[?kind = 'front' and ?abstract][1]"/>
    <xsl:variable name="listed" as="map(*)*" select="$site?documents?*[?kind = ('document', 'calendar')]"/>
    <article class="contents" data-generated="">
      <header class="document-head">
        <p class="kicker"><xsl:value-of select="$site?publisher"/></p>
        <h1><xsl:value-of select="$site?title"/></h1>
        <xsl:if test="exists($lead)">
          <p class="abstract">
            <xsl:value-of select="$lead?abstract"/>
            <xsl:text> </xsl:text>
            <a href="{$lead?page}"><xsl:value-of select="$lead?title"/></a>
          </p>
        </xsl:if>
      </header>
      <section aria-labelledby="documents">
        <h2 id="documents"><xsl:value-of select="e:label('contents.by-date')"/></h2>
        <ol class="documents" role="list">
          <xsl:for-each select="$listed">
            <xsl:sort select="(?date?from, ?date?to, '9999')[1]"/>
            <xsl:sequence select="e:contents-item(.)"/>
          </xsl:for-each>
        </ol>
      </section>
    </article>
  </xsl:template>

  <xsl:function name="e:contents-item" as="element(h:li)">
    <xsl:param name="entry" as="map(*)"/>
    <li class="{$entry?kind}">
      <p class="date">
        <xsl:value-of select="($entry?date ! e:date-words(.), e:label('undated'))[1]"/>
      </p>
      <div>
        <h3><a href="{$entry?page}"><xsl:value-of select="$entry?title"/></a></h3>
        <xsl:if test="$entry?abstract">
          <p class="abstract"><xsl:value-of select="$entry?abstract"/></p>
        </xsl:if>
        <p class="meta">
          <span class="kind"><xsl:value-of select="e:label('kind.' || $entry?kind)"/></span>
          <xsl:if test="$entry?shelfmark">
            <xsl:text> · </xsl:text>
            <span class="shelfmark"><xsl:value-of select="$entry?shelfmark"/></span>
          </xsl:if>
        </p>
      </div>
    </li>
  </xsl:function>

</xsl:stylesheet>
