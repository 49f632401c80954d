<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The ways through a site, in the head of every page. A small edition has a row of links. In a larger one the links
       are in groups: menus that open on wide screens, and one menu with all groups, each under its name, on narrow ones.
       They are `details`, so that all of them open without a script; what is folded where is a rule of CSS. -->

  <!-- Links beyond this number are in groups. -->
  <xsl:variable name="e:most-links" as="xs:integer" select="6"/>

  <xsl:template name="e:navigation" as="element(h:nav)">
    <xsl:context-item use="optional"/>
    <xsl:variable name="fronts" as="element(h:li)*" select="$site?navigation?*[?kind = 'front'] ! e:nav-link(?page, (?short[.], ?title)[1])"/>
    <xsl:variable name="registers" as="element(h:li)*" select="
      $site?navigation?*[?kind = 'register'] ! e:nav-link(?page, (?short[.], ?title)[1]),
      $site?views?*[starts-with(?label, 'names.')] ! e:nav-link(?path, e:label(?label))"/>
    <xsl:variable name="ways" as="element(h:li)*" select="
      $site?views?*[not(starts-with(?label, 'names.') or ?label = 'search')] ! e:nav-link(?path, e:label(?label))"/>
    <xsl:variable name="first" as="element(h:li)+" select="e:nav-link('index.html', e:label('contents')), $fronts[1]"/>
    <xsl:variable name="search" as="element(h:li)?" select="$site?views?*[?label = 'search'] ! e:nav-link(?path, e:label(?label))"/>
    <nav aria-label="{e:label('nav.site')}">
      <xsl:choose>
        <xsl:when test="count(($first, tail($fronts), $registers, $ways, $search)) le $e:most-links">
          <ul role="list"><xsl:sequence select="$first, tail($fronts), $search, $ways, $registers"/></ul>
        </xsl:when>
        <xsl:otherwise>
          <details class="menu">
            <summary><xsl:value-of select="e:label('nav.menu')"/></summary>
            <ul role="list">
              <xsl:sequence select="
                $first, $search, e:nav-group('explore', $ways), e:nav-group('registers', $registers),
                e:nav-group('about', (
                  tail($fronts), e:nav-link('data.html', e:label('data')), e:nav-link('making.html', e:label('making'))))"/>
            </ul>
          </details>
        </xsl:otherwise>
      </xsl:choose>
    </nav>
  </xsl:template>

  <xsl:function name="e:nav-link" as="element(h:li)">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <li>
      <xsl:if test="$path = 'search.html'">
        <xsl:attribute name="class" select="'to-search'"/>
      </xsl:if>
      <a href="{$path}">
        <xsl:if test="$path = $document?page">
          <xsl:attribute name="aria-current" select="'page'"/>
        </xsl:if>
        <xsl:value-of select="$name"/>
      </a>
    </li>
  </xsl:function>

  <!-- Links under a name of their own; a single one needs none. The name stands twice: it opens the menu on wide screens,
       and is above its links on narrow ones. -->
  <xsl:function name="e:nav-group" as="element(h:li)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="links" as="element(h:li)*"/>
    <xsl:choose>
      <xsl:when test="count($links) le 1">
        <xsl:sequence select="$links"/>
      </xsl:when>
      <xsl:otherwise>
        <li>
          <details name="menu">
            <summary><xsl:value-of select="e:label('nav.' || $key)"/></summary>
            <p><xsl:value-of select="e:label('nav.' || $key)"/></p>
            <ul role="list"><xsl:sequence select="$links"/></ul>
          </details>
        </li>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
