<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The search: its page, the box in the head of every other page, and what marks the words on arrival. -->

  <!-- Pagefind's engine is WebAssembly, and fetches pieces of its index from the site. -->
  <xsl:variable name="e:search-policy" as="xs:string" select="
    replace($e:policy, 'script-src ''self''', 'script-src ''self'' ''wasm-unsafe-eval''; connect-src ''self''')"/>

  <xsl:template name="e:search-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': e:label('search'), 'class': 'page-search', 'path': 'search.html', 'policy': $e:search-policy,
          'stylesheets': ['assets/search.css'], 'scripts': ['search/data.js', 'assets/search.js']}"/>
      <xsl:with-param name="main">
        <article data-generated="">
          <header class="document-head"><h1><xsl:value-of select="e:label('search')"/></h1></header>
          <xsl:call-template name="e:search-form"/>
          <noscript>
            <p><xsl:value-of select="e:label('search.without')"/></p>
            <ul>
              <li><a href="index.html"><xsl:value-of select="e:label('contents')"/></a></li>
              <xsl:for-each select="$site?views?*[not(?path = 'search.html')]">
                <li><a href="{?path}"><xsl:value-of select="e:label(?label)"/></a></li>
              </xsl:for-each>
              <xsl:for-each select="$document?registers?*">
                <li><a href="{?page}"><xsl:value-of select="?title"/></a></li>
              </xsl:for-each>
            </ul>
          </noscript>
          <section aria-labelledby="-results">
            <h2 id="-results" class="vh"><xsl:value-of select="e:label('search.results')"/></h2>
            <p id="-said" role="status"/>
            <ol id="-hits" role="list"/>
          </section>
          <section class="how" aria-labelledby="-how">
            <h2 id="-how"><xsl:value-of select="e:label('search.how')"/></h2>
            <ul>
              <xsl:for-each select="'words', 'quotes', 'letters', 'names', 'disk'">
                <li><xsl:value-of select="e:label('search.how.' || .)"/></li>
              </xsl:for-each>
            </ul>
          </section>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Hidden until the script that answers it runs. -->
  <xsl:template name="e:search-form" as="element(h:form)">
    <xsl:context-item use="optional"/>
    <form id="-search" role="search" action="search.html" data-language="{$site?language}" hidden="hidden" aria-label="{e:label('search')}">
      <p class="ask">
        <input type="search" name="q" aria-label="{e:label('search.field')}" autocomplete="off" spellcheck="false" dir="auto"/>
        <button type="submit"><xsl:value-of select="e:label('search.go')"/></button>
      </p>
      <details>
        <summary><xsl:value-of select="e:label('search.narrow')"/></summary>
        <div class="filters">
          <xsl:for-each select="'area', 'kind', 'lang'">
            <label>
              <span><xsl:value-of select="e:label('search.' || .)"/></span>
              <select name="{.}"><option value=""><xsl:value-of select="e:label('search.any')"/></option></select>
            </label>
          </xsl:for-each>
          <xsl:for-each select="'speaker', 'person', 'place'">
            <label>
              <span><xsl:value-of select="e:label('search.' || .)"/></span>
              <input name="{.}" list="-{.}" autocomplete="off"/>
            </label>
            <datalist id="-{.}"/>
          </xsl:for-each>
          <fieldset class="years">
            <legend><xsl:value-of select="e:label('search.years')"/></legend>
            <xsl:for-each select="'from', 'to'">
              <input name="{.}" inputmode="numeric" pattern="-?[0-9]*" size="5" autocomplete="off" aria-label="{e:label('search.' || .)}"/>
            </xsl:for-each>
          </fieldset>
          <label>
            <span><xsl:value-of select="e:label('search.sort')"/></span>
            <select name="sort">
              <option value=""><xsl:value-of select="e:label('search.sort.best')"/></option>
              <option value="order"><xsl:value-of select="e:label('search.sort.order')"/></option>
            </select>
          </label>
        </div>
      </details>
    </form>
  </xsl:template>

  <!-- A box in the head of a page, which leads to the page of the search. -->
  <xsl:template name="e:search-box" as="element(h:form)?">
    <xsl:context-item use="optional"/>
    <xsl:if test="$site?search and not($document?page = 'search.html')">
      <form class="search-box" role="search" action="search.html">
        <input type="search" name="q" aria-label="{e:label('search.field')}" dir="auto"/>
        <button type="submit"><xsl:value-of select="e:label('search.go')"/></button>
      </form>
    </xsl:if>
  </xsl:template>

  <!-- The script that marks words on arrival; it is told what its buttons are called. -->
  <xsl:template name="e:arrival" as="element(h:script)?">
    <xsl:context-item use="optional"/>
    <xsl:if test="$site?search">
      <script src="{e:asset('assets/arrive.js')}" defer="defer" data-hits="{e:label('search.hit')}" data-previous="{e:label('search.hit.previous')}"
          data-next="{e:label('search.hit.next')}" data-clear="{e:label('search.hit.clear')}"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
