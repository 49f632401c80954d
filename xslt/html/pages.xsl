<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The pages of a long document: what they are called, the list of them, and the way from one to the next. -->

  <!-- To the pages before and after this one in a long document; a landmark once on a page. -->
  <xsl:template name="e:turning" as="element()?">
    <xsl:context-item use="optional"/>
    <xsl:param name="again" as="xs:boolean" select="false()"/>
    <xsl:variable name="pages" as="array(*)" select="$document?pages"/>
    <xsl:if test="array:size($pages) gt 1">
      <xsl:element name="{if ($again) then 'div' else 'nav'}">
        <xsl:attribute name="class" select="'turning'"/>
        <xsl:attribute name="data-generated" select="''"/>
        <xsl:if test="not($again)">
          <xsl:attribute name="aria-label" select="e:label('nav.pages')"/>
        </xsl:if>
        <xsl:if test="$page gt 1">
          <a rel="prev" href="{$pages($page - 1)?path}"><xsl:value-of select="$e:back, e:page-title($page - 1)"/></a>
        </xsl:if>
        <span><xsl:value-of select="$page"/> / <xsl:value-of select="array:size($pages)"/></span>
        <xsl:if test="$page lt array:size($pages)">
          <a rel="next" href="{$pages($page + 1)?path}"><xsl:value-of select="e:page-title($page + 1), $e:on"/></a>
        </xsl:if>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- What a page of a document is called: after its heading, else after its first element and its number. -->
  <xsl:function name="e:page-title" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="page" as="map(*)" select="$document?pages($number)"/>
    <xsl:sequence select="($page?title[.], e:element-label($page?name) || ' (' || $number || ')')[1]"/>
  </xsl:function>

  <!-- What a long document holds: its pages. -->
  <xsl:template name="e:parts" as="element(h:nav)?">
    <xsl:context-item use="optional"/>
    <xsl:variable name="pages" as="array(*)" select="$document?pages"/>
    <xsl:if test="array:size($pages) gt 1">
      <nav class="parts" aria-labelledby="-parts">
        <h2 id="-parts"><xsl:value-of select="e:label('contents')"/></h2>
        <ol role="list">
          <xsl:for-each select="2 to array:size($pages)">
            <li data-level="{$pages(.)?level}">
              <a href="{$pages(.)?path}"><xsl:value-of select="e:page-title(.)"/></a>
              <xsl:if test="exists($pages(.)?date)">
                <xsl:text> </xsl:text>
                <span class="date"><xsl:value-of select="e:date-words($pages(.)?date)"/></span>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
