<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Where in the edition something is named: below each entry of a register, and in the registers that are made from the
       names that texts tag. -->

  <!-- The mentions of an entry: those that the index has found. -->
  <xsl:template name="e:mentions" as="element(h:div)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:sequence select="e:mentioned($document?mentions?(string(@e:id))?*)"/>
  </xsl:template>

  <!-- Mentions, grouped by document: in its text first, then in our notes and in headers. -->
  <xsl:function name="e:mentioned" as="element(h:div)?" visibility="public">
    <xsl:param name="documents" as="map(*)*"/>
    <xsl:if test="exists($documents)">
      <div class="mentions" data-generated="">
        <p class="label"><xsl:value-of select="e:label('mentions')"/></p>
        <ul>
          <xsl:for-each select="$documents">
            <li>
              <xsl:if test="?page">
                <a href="{?page}"><xsl:value-of select="?title"/></a>
                <xsl:text>: </xsl:text>
              </xsl:if>
              <xsl:for-each select="?places?*">
                <xsl:if test="position() gt 1">, </xsl:if>
                <a href="{?href}" class="{?class}">
                  <xsl:value-of select="if (?entry) then ?entry else string-join((e:label('block.' || ?block), ?ordinal), ' ')"/>
                </a>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- A register made from the names that the texts tag. -->
  <xsl:template name="e:names-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="title" as="xs:string" select="string-join((e:label('names.' || $document?kind), $document?part[. gt 1] ! string(.)), ' ')"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': $title || ' · ' || $site?title, 'class': 'page-register', 'path': $document?page}"/>
      <xsl:with-param name="main">
        <article class="register" data-generated="">
          <header class="document-head">
            <h1><xsl:value-of select="$title"/></h1>
            <p class="abstract"><xsl:value-of select="e:label('names.made')"/></p>
          </header>
          <xsl:for-each select="$document?entries?*">
            <article class="{$document?kind}" id="{?id}">
              <h2><xsl:value-of select="?title"/></h2>
              <xsl:if test="array:size(?forms) gt 0">
                <p><xsl:value-of select="?forms?*" separator="; "/></p>
              </xsl:if>
              <xsl:sequence select="e:mentioned(?mentions?*)"/>
            </article>
          </xsl:for-each>
          <p class="orders">
            <xsl:for-each select="$document?parts?*[array:size($document?parts) gt 1]">
              <a href="{.}"><xsl:value-of select="position()"/></a>
              <xsl:text> </xsl:text>
            </xsl:for-each>
          </p>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

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
