<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The pages of the site as a whole: the contents and the page for addresses that do not exist. -->

  <xsl:template name="e:contents-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': e:contents-title(), 'class': 'page-contents', 'path': $document?page}"/>
      <xsl:with-param name="main">
        <xsl:call-template name="e:contents"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The title of a page of the contents; the first has that of the site. -->
  <xsl:function name="e:contents-title" as="xs:string">
    <xsl:variable name="order" as="xs:string" select="e:label('contents.by-' || $document?order)"/>
    <xsl:variable name="group" as="xs:string?" select="$document?groups?*[not(?path)][?title][array:size($document?groups) eq 1] ! e:group-title(.)"/>
    <xsl:sequence select="
      if ($document?page = 'index.html') then string($site?title) else string-join(($order, $group, $site?title), ' · ')"/>
  </xsl:function>

  <xsl:template name="e:missing-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{'title': e:label('404.title'), 'class': 'page-404'}"/>
      <xsl:with-param name="main">
        <article data-generated="">
          <header class="document-head"><h1><xsl:value-of select="e:label('404.title')"/></h1></header>
          <p><xsl:value-of select="e:label('404.text')"/></p>
          <p><a href="index.html"><xsl:value-of select="e:label('contents')"/></a></p>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A page of the contents: what the edition is, and the documents of one order, or the groups they are in. -->
  <xsl:template name="e:contents" as="element(h:article)">
    <xsl:context-item use="optional"/>
    <xsl:variable name="lead" as="map(*)?" select="$document?lead"/>
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
      <section aria-labelledby="-documents">
        <h2 id="-documents"><xsl:value-of select="e:label('contents.by-' || $document?order)"/></h2>
        <xsl:call-template name="e:orders"/>
        <xsl:choose>
          <xsl:when test="exists($document?groups?*?path)">
            <ul class="groups" role="list">
              <xsl:for-each select="$document?groups?*">
                <li>
                  <a href="{?path}"><xsl:value-of select="e:group-title(.)"/></a>
                  <span class="count"> (<xsl:value-of select="e:digits(string(?count))"/>)</span>
                </li>
              </xsl:for-each>
            </ul>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$document?groups?* ! e:contents-group(.)"/>
          </xsl:otherwise>
        </xsl:choose>
      </section>
    </article>
  </xsl:template>

  <!-- The other orders of the contents. -->
  <xsl:template name="e:orders" as="element(h:p)?">
    <xsl:context-item use="optional"/>
    <xsl:if test="array:size($document?orders) gt 1">
      <p class="orders">
        <xsl:for-each select="$document?orders?*">
          <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
          <a href="{?path}">
            <xsl:if test="?path = $document?page">
              <xsl:attribute name="aria-current" select="'page'"/>
            </xsl:if>
            <xsl:value-of select="e:label('contents.by-' || ?name)"/>
          </a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:function name="e:group-title" as="xs:string">
    <xsl:param name="group" as="map(*)"/>
    <xsl:variable name="none" as="xs:string" select="
      if ($document?order = 'date') then e:label('undated') else e:label('contents.other')"/>
    <xsl:variable name="title" as="xs:string" select="
      if ($document?order = 'date') then e:date($group?title)
      else if ($document?order = 'kind') then (e:genre($group?title), e:capital(e:value-words($group?title)))[1]
      else $group?title"/>
    <xsl:sequence select="($title[.], $none)[1]"/>
  </xsl:function>

  <xsl:function name="e:contents-group" as="element()*">
    <xsl:param name="group" as="map(*)"/>
    <xsl:if test="array:size($document?groups) gt 1 or $group?title">
      <h3 class="group-title"><xsl:value-of select="e:group-title($group)"/></h3>
    </xsl:if>
    <ol class="documents" role="list">
      <xsl:sequence select="$group?documents?* ! e:contents-item(., exists($group?documents?*?date))"/>
    </ol>
  </xsl:function>

  <!-- What sort of text a document is, in the word of its source where it is one; of what is no text, what it is. -->
  <xsl:function name="e:sort-of-text" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="genre" as="xs:string?" select="$entry?genre[$entry?kind = 'document']"/>
    <xsl:sequence select="(
        $genre ! e:genre(.), $genre[matches(., '^[\p{L}\p{N} _-]+$')] ! e:capital(e:value-words(.)), e:label('kind.' || $entry?kind))[1]"/>
  </xsl:function>

  <!-- The words for a sort of text: of the project's labels, else of its category, else ours for the usual ones. -->
  <xsl:function name="e:genre" as="xs:string?">
    <xsl:param name="genre" as="xs:string"/>
    <xsl:sequence select="($labels('genre.' || $genre), $site?genres($genre), $labels('sort.' || lower-case($genre)))[1]"/>
  </xsl:function>

  <!-- What a list says of a document beside its title: what its groups do not say already. -->
  <xsl:function name="e:contents-facts" as="element(h:span)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:if test="array:size($entry?authors) gt 0 and $document?order ne 'author'">
      <span class="authors"><xsl:value-of select="$entry?authors?*" separator="; "/></span>
    </xsl:if>
    <xsl:if test="$document?order ne 'kind'">
      <span class="kind"><xsl:value-of select="e:sort-of-text($entry)"/></span>
    </xsl:if>
    <xsl:if test="$entry?shelfmark">
      <span class="shelfmark"><xsl:value-of select="$entry?shelfmark"/></span>
    </xsl:if>
  </xsl:function>

  <!-- A document of a list; where none of the list has a date, `dated` is false and none is told. -->
  <xsl:function name="e:contents-item" as="element(h:li)">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:param name="dated" as="xs:boolean"/>
    <li class="{$entry?kind}">
      <xsl:if test="$dated">
        <p class="date">
          <xsl:value-of select="($entry?date ! e:date-words(.), e:label('undated'))[1]"/>
        </p>
      </xsl:if>
      <div>
        <p class="title"><a href="{$entry?page}"><xsl:value-of select="$entry?title"/></a></p>
        <xsl:if test="$entry?abstract">
          <p class="abstract"><xsl:value-of select="$entry?abstract"/></p>
        </xsl:if>
        <xsl:where-populated>
          <p class="meta">
            <xsl:for-each select="e:contents-facts($entry)">
              <xsl:if test="position() gt 1"> · </xsl:if>
              <xsl:sequence select="."/>
            </xsl:for-each>
          </p>
        </xsl:where-populated>
      </div>
    </li>
  </xsl:function>

</xsl:stylesheet>
