<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The page shell: what stands around the main part of every page. -->

  <!-- One page. `facts`: title, class and path (required), description, tei (the source of a document), stylesheets and
       scripts (arrays of addresses: what this page needs beside what all have), policy (what it may do beyond), refresh
       (where the page leads on to), robots (what search engines are told).
       `main` is what the page shows; a document gives its node instead, and mode e:main makes it in place. -->
  <xsl:template name="e:shell" as="element(h:html)">
    <xsl:context-item use="optional"/>
    <xsl:param name="facts" as="map(xs:string, item())" required="yes"/>
    <xsl:param name="main" as="node()*" select="()"/>
    <html lang="{e:html-language($site?language)}">
      <xsl:if test="e:right-to-left($site?language)">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
      <xsl:call-template name="e:head">
        <xsl:with-param name="facts" select="$facts"/>
      </xsl:call-template>
      <body class="{$facts?class}">
        <a class="skip" href="#-main"><xsl:value-of select="e:label('skip')"/></a>
        <xsl:call-template name="e:site-header"/>
        <xsl:apply-templates select="$facts" mode="e:before-main"/>
        <main id="-main" tabindex="-1">
          <xsl:sequence select="$main"/>
          <xsl:if test="empty($main)">
            <xsl:apply-templates select="." mode="e:main"/>
          </xsl:if>
          <xsl:if test="exists($document?gone)">
            <xsl:call-template name="e:gone"/>
          </xsl:if>
        </main>
        <xsl:apply-templates select="$facts" mode="e:after-main"/>
        <xsl:call-template name="e:site-footer">
          <xsl:with-param name="e:facts" select="$facts" tunnel="yes"/>
        </xsl:call-template>
      </body>
    </html>
  </xsl:template>

  <!-- What a page may do: nothing that leaves the site, nothing that stands in the page itself. -->
  <xsl:variable name="e:policy" as="xs:string" select="
    'default-src ''none''; script-src ''self''; style-src ''self''; font-src ''self''; img-src ''self'' data:; base-uri ''none''; form-action ''self'''"/>

  <xsl:template name="e:head" as="element(h:head)">
    <xsl:context-item use="optional"/>
    <xsl:param name="facts" as="map(xs:string, item())" required="yes"/>
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta http-equiv="Content-Security-Policy" content="{($facts?policy, $e:policy)[1]}"/>
      <title>
        <xsl:value-of select="distinct-values(($facts?title, $site?title))" separator=" · "/>
      </title>
      <meta name="generator" content="{$site?generator}"/>
      <xsl:if test="$facts?description">
        <meta name="description" content="{$facts?description}"/>
      </xsl:if>
      <meta name="color-scheme" content="light dark"/>
      <link rel="icon" href="{e:asset('assets/icon.svg')}" type="image/svg+xml"/>
      <xsl:call-template name="e:metadata">
        <xsl:with-param name="facts" select="$facts"/>
      </xsl:call-template>
      <xsl:for-each select="$site?stylesheets?*, $facts?stylesheets?*, $site?custom?*">
        <link rel="stylesheet" href="{e:asset(.)}"/>
      </xsl:for-each>
      <!-- The words that the script shows. -->
      <script src="{e:asset('assets/site.js')}" defer="defer" data-close="{e:label('view.close')}" data-entry="{e:label('card.entry')}"
          data-here="{e:label('link.here')}"/>
      <xsl:for-each select="$facts?scripts?*">
        <script src="{e:asset(.)}" defer="defer"/>
      </xsl:for-each>
      <xsl:if test="$facts?robots">
        <meta name="robots" content="{$facts?robots}"/>
      </xsl:if>
      <xsl:if test="$facts?refresh">
        <!-- With scripts, one leads on and keeps the passage that was asked for. -->
        <noscript><meta http-equiv="refresh" content="0; url={$facts?refresh}"/></noscript>
      </xsl:if>
      <xsl:if test="$facts?tei or $facts?class = 'page-register'">
        <xsl:call-template name="e:arrival"/>
      </xsl:if>
      <xsl:apply-templates select="$facts" mode="e:head-extra"/>
    </head>
  </xsl:template>

  <xsl:template name="e:site-header" as="element(h:header)">
    <xsl:context-item use="optional"/>
    <header class="site-header">
      <a class="brand" href="index.html"><xsl:value-of select="$site?title"/></a>
      <xsl:call-template name="e:navigation"/>
      <xsl:call-template name="e:language-switch"/>
      <xsl:call-template name="e:search-box"/>
    </header>
  </xsl:template>

  <xsl:template name="e:site-footer" as="element(h:footer)">
    <xsl:context-item use="optional"/>
    <footer class="site-footer">
      <p>
        <cite><xsl:value-of select="$site?title"/></cite>
        <xsl:value-of select="string-join((
            '', ($site?editors?* => string-join(', '), $site?publisher)[.] ! e:capital(.),
            $site?version[.] ! (e:label('version') || ' ' || .)), '. ')"/>
        <xsl:text>.</xsl:text>
      </p>
      <xsl:call-template name="e:footer-licence"/>
      <xsl:call-template name="e:colophon-links"/>
    </footer>
  </xsl:template>

</xsl:stylesheet>
