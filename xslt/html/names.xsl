<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Registers that are made where a collection has none, alphabetical indexes, and the names in the texts that lead there. -->

  <!-- A page of a register that was made. -->
  <xsl:template name="e:names-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="title" as="xs:string" select="e:label('names.' || $document?kind)"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': string-join(($title, e:part-of-names(), $site?title), ' · '), 'class': 'page-register', 'path': $document?page,
          'stylesheets': ['assets/lists.css'], 'scripts': ['assets/lists.js']}"/>
      <xsl:with-param name="main">
        <article class="register" data-generated="">
          <header class="document-head">
            <h1><xsl:value-of select="$title"/></h1>
            <xsl:if test="$document?part = 1">
              <p class="abstract"><xsl:value-of select="e:label('names.made')"/></p>
            </xsl:if>
            <xsl:sequence select="e:index-link($document?index)"/>
          </header>
          <xsl:sequence select="e:letters($document?letters?*), e:filter('.register > article'), e:ranges()"/>
          <xsl:sequence select="$document?entries?* ! e:made-entry(.)"/>
          <xsl:sequence select="e:ranges()"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="e:made-entry" as="element(h:article)">
    <xsl:param name="entry" as="map(*)"/>
    <article class="{$document?kind}" id="{$entry?id}">
      <h2><bdi><xsl:value-of select="$entry?title"/></bdi></h2>
      <xsl:if test="array:size($entry?forms) gt 0">
        <p class="forms"><xsl:sequence select="e:forms-in-words($entry?forms?*)"/></p>
      </xsl:if>
      <xsl:sequence select="$entry?mentions ! e:mentioned(.)"/>
    </article>
  </xsl:function>

  <!-- Which part of a register on several pages this one is. -->
  <xsl:function name="e:part-of-names" as="xs:string?">
    <xsl:sequence select="$document?parts[array:size(.) gt 1] ! .(xs:integer($document?part)) ! e:range(.)"/>
  </xsl:function>

  <!-- From which name to which a page goes. -->
  <xsl:function name="e:range" as="xs:string">
    <xsl:param name="part" as="map(*)"/>
    <xsl:sequence select="$part?from || ' – ' || $part?to"/>
  </xsl:function>

  <xsl:function name="e:ranges" as="element()?">
    <xsl:if test="array:size($document?parts) gt 1">
      <p class="ranges">
        <xsl:for-each select="$document?parts?*">
          <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
          <a href="{?path}">
            <xsl:if test="?path = $document?page"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <bdi><xsl:value-of select="e:range(.)"/></bdi>
          </a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:index-link" as="element(h:p)?" visibility="public">
    <xsl:param name="path" as="xs:string?"/>
    <xsl:if test="$path">
      <p class="jumps" data-generated=""><a href="{$path}"><xsl:value-of select="e:label('names.index')"/></a></p>
    </xsl:if>
  </xsl:function>

  <!-- Jumps to the first name of each letter, where there are some to choose from. -->
  <xsl:function name="e:letters" as="element(h:nav)?">
    <xsl:param name="letters" as="map(*)*"/>
    <xsl:if test="count($letters) gt 2">
      <nav class="initials" aria-label="{e:label('initials')}" data-generated="">
        <xsl:for-each select="$letters">
          <a href="{?href}"><xsl:value-of select="?letter"/></a>
          <xsl:text> </xsl:text>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- A field that narrows a list; the script shows it. -->
  <xsl:function name="e:filter" as="element(h:p)" visibility="public">
    <xsl:param name="of" as="xs:string"/>
    <p class="filter" hidden="hidden" data-filter="{$of}" data-generated="">
      <label><xsl:value-of select="e:label('names.find')"/><xsl:text> </xsl:text><input type="search" autocomplete="off"/></label>
      <xsl:text> </xsl:text>
      <output></output>
    </p>
  </xsl:function>

  <!-- All names of a register in one list, the other forms leading to the main one. -->
  <xsl:template name="e:index-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="title" as="xs:string" select="($document?title[.], e:label('names.' || $document?kind))[1]"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': string-join(($title, e:label('names.index'), $site?title), ' · '), 'class': 'page-index', 'path': $document?page,
          'stylesheets': ['assets/lists.css'], 'scripts': ['assets/lists.js']}"/>
      <xsl:with-param name="main">
        <article class="name-index" data-generated="">
          <header class="document-head">
            <p class="kicker"><a href="{$document?register}"><xsl:value-of select="$title"/></a></p>
            <h1><xsl:value-of select="e:label('names.index')"/></h1>
          </header>
          <xsl:sequence select="e:letters($document?letters?*), e:filter('.name-index li')"/>
          <xsl:sequence select="$document?groups?* ! e:index-group(.)"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="e:index-group" as="element(h:section)">
    <xsl:param name="group" as="map(*)"/>
    <section>
      <xsl:if test="$group?id">
        <h2 id="{$group?id}"><xsl:value-of select="$group?letter"/></h2>
      </xsl:if>
      <ul role="list">
        <xsl:for-each select="$group?lines?*">
          <li>
            <xsl:choose>
              <xsl:when test="?see">
                <bdi><xsl:value-of select="?name"/></bdi>
                <i><xsl:value-of select="' ' || e:label('names.see') || ' '"/></i>
                <a href="{?href}"><bdi><xsl:value-of select="?see"/></bdi></a>
              </xsl:when>
              <xsl:otherwise>
                <a href="{?href}"><bdi><xsl:value-of select="?name"/></bdi></a>
                <xsl:if test="?count gt 0">
                  <xsl:text> </xsl:text>
                  <span class="count"><xsl:value-of select="e:digits(string(?count))"/></span>
                </xsl:if>
              </xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:function>

  <xsl:variable name="e:has-names" as="xs:boolean" select="exists($document?names?*)"/>

  <!-- Where a name leads in such a register. -->
  <xsl:function name="e:register-href" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
      if ($e:has-names and $name/(self::tei:persName | self::tei:placeName | self::tei:orgName | self::tei:geogName
          | self::tei:eventName | self::tei:objectName | self::tei:name | self::tei:rs | self::tei:settlement | self::tei:country
          | self::tei:region | self::tei:district))
      then $document?names?(($name/@key, tokenize($name/@ref)[1], e:plain($name))[1]) else ()"/>
  </xsl:function>

  <!-- A name in the text that leads to such a register. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:geogName | tei:eventName | tei:objectName | tei:name | tei:rs
      | tei:settlement | tei:country | tei:region | tei:district" mode="e:content" as="element()">
    <xsl:variable name="href" as="xs:string?" select="e:register-href(.)"/>
    <xsl:choose>
      <xsl:when test="exists($href) and not(e:is-in-link(.))">
        <a href="{$href}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
