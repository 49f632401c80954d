<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The interface in several languages. The pages of the first lie at the root of the site, those of the others have the
       same names in folders ($site?folder); what is no page lies at the root once, and $site?root leads there. -->

  <!-- The address of a file of the site that is no page; an address of the web stays. -->
  <xsl:function name="e:asset" as="xs:string" visibility="public">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if ($site?root and not(matches($path, '^[a-zA-Z][a-zA-Z0-9+.-]*:'))) then $site?root || $path else $path"/>
  </xsl:function>

  <!-- The path of the page at hand, the same in all languages. -->
  <xsl:function name="e:page-path" as="xs:string">
    <xsl:sequence select="string(($document?path, $document?pages($page)?path)[1])"/>
  </xsl:function>

  <!-- A page of this path in the language of a folder, as it is known to the web: the contents by the name of the folder. -->
  <xsl:function name="e:web-page" as="xs:string">
    <xsl:param name="folder" as="xs:string"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="$site?url || $folder || $path[. ne 'index.html']"/>
  </xsl:function>

  <!-- The same page in all languages, for search engines. -->
  <xsl:function name="e:alternates" as="element(h:link)*">
    <xsl:param name="path" as="xs:string"/>
    <xsl:for-each select="$site?languages?*">
      <link rel="alternate" hreflang="{e:html-language(?language)}" href="{e:web-page(?folder, $path)}"/>
    </xsl:for-each>
    <xsl:for-each select="($site?languages?*)[1]">
      <link rel="alternate" hreflang="x-default" href="{e:web-page(?folder, $path)}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The languages, each by its own name, with the way to the same page in it; assets/site.js keeps the place on it.
       More than two are a menu, so that they leave the line to the other ways. -->
  <xsl:template name="e:language-switch" as="element(h:nav)?">
    <xsl:context-item use="optional"/>
    <xsl:variable name="links" as="element(h:a)*" select="$site?languages?* ! e:language-link(.)"/>
    <xsl:where-populated>
      <nav class="languages" aria-label="{e:label('nav.languages')}">
        <xsl:choose>
          <xsl:when test="count($links) gt 2">
            <details name="menu">
              <summary><xsl:value-of select="$links[@aria-current]"/></summary>
              <ul role="list">
                <xsl:for-each select="$links">
                  <li><xsl:sequence select="."/></li>
                </xsl:for-each>
              </ul>
            </details>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$links"/>
          </xsl:otherwise>
        </xsl:choose>
      </nav>
    </xsl:where-populated>
  </xsl:template>

  <xsl:function name="e:language-link" as="element(h:a)">
    <xsl:param name="language" as="map(*)"/>
    <xsl:variable name="tag" as="xs:string" select="e:html-language($language?language)"/>
    <a lang="{$tag}" hreflang="{$tag}" href="{$site?root || $language?folder || e:page-path()}">
      <xsl:if test="$language?folder = $site?folder">
        <xsl:attribute name="aria-current" select="'true'"/>
      </xsl:if>
      <xsl:value-of select="$language?name"/>
    </a>
  </xsl:function>

</xsl:stylesheet>
