<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What readers take away, and under which licence. -->

  <!-- The media type of each format, and its name where that is a proper name. -->
  <xsl:variable name="e:media" as="map(xs:string, xs:string)" select="map{
    'tei': 'application/tei+xml', 'text': 'text/plain', 'bibtex': 'application/x-bibtex',
    'ris': 'application/x-research-info-systems', 'csl': 'application/vnd.citationstyles.csl+json',
    'pdf': 'application/pdf', 'epub': 'application/epub+zip', 'cmif': 'application/tei+xml', 'feed': 'application/atom+xml'}"/>

  <!-- The licence of the document at hand: its own, else that of the edition. -->
  <xsl:function name="e:document-licence" as="map(*)?">
    <xsl:sequence select="($document?citing?licence, $site?citing?licence)[1]"/>
  </xsl:function>

  <!-- A licence in words, with its link. -->
  <xsl:function name="e:licence" as="node()*">
    <xsl:param name="licence" as="map(*)"/>
    <xsl:param name="holds" as="xs:boolean"/>
    <xsl:value-of select="$licence?before"/>
    <xsl:if test="$licence?url">
      <a href="{e:web-address($licence?url)}">
        <xsl:if test="$holds">
          <xsl:attribute name="rel" select="'license'"/>
        </xsl:if>
        <xsl:value-of select="$licence?link"/>
      </a>
    </xsl:if>
    <xsl:value-of select="$licence?after"/>
  </xsl:function>

  <!-- The licence of the edition, at the foot of each page; it holds for the page unless the document has another. -->
  <xsl:template name="e:footer-licence" as="element(h:p)?">
    <xsl:context-item use="optional"/>
    <xsl:variable name="licence" as="map(*)?" select="$site?citing?licence"/>
    <xsl:if test="exists($licence)">
      <p>
        <xsl:value-of select="e:label('licence'), e:label('colon')" separator=""/>
        <xsl:sequence select="e:licence($licence, e:document-licence()?url = $licence?url)"/>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- The files of a document, its own licence, and the way to the edition as a whole. -->
  <xsl:template name="e:take-away" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="own" as="map(*)?" select="$document?citing?licence"/>
    <p class="files">
      <xsl:value-of select="e:label('files'), e:label('colon')" separator=""/>
      <xsl:for-each select="('pdf', 'tei', 'text', 'bibtex', 'ris', 'csl')[exists($document?citing?formats(.))]">
        <xsl:if test="position() gt 1"><xsl:value-of select="e:label('separator.list')"/></xsl:if>
        <a href="{e:asset($document?citing?formats(.))}" type="{$e:media(.)}" download=""><xsl:value-of select="e:label('download.' || .)"/></a>
      </xsl:for-each>
      <xsl:text>. </xsl:text>
      <a href="data.html"><xsl:value-of select="e:label('data.all')"/></a>
    </p>
    <xsl:if test="exists($own)">
      <p class="terms">
        <xsl:value-of select="e:label('licence.document'), e:label('colon')" separator=""/>
        <xsl:sequence select="e:licence($own, true())"/>
        <xsl:text> (</xsl:text>
        <a href="{$document?page}#-about"><xsl:value-of select="e:label('licence.terms')"/></a>
        <xsl:text>)</xsl:text>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- The page that lists what can be taken away of the edition as a whole. -->
  <xsl:template name="e:data-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': e:label('data'), 'class': 'page-data', 'path': 'data.html', 'scripts': ['assets/cite.js']}"/>
      <xsl:with-param name="main">
        <article data-generated="">
          <header class="document-head"><h1><xsl:value-of select="e:label('data')"/></h1></header>
          <p><xsl:value-of select="e:label('data.lead')"/></p>
          <dl class="downloads">
            <xsl:for-each select="$document?files?*">
              <div>
                <dt><a href="{e:asset(?path)}"><xsl:value-of select="?path"/></a></dt>
                <dd>
                  <xsl:value-of select="e:label('format.' || replace(?format, '-.*$', ''))"/>
                  <span class="count"><xsl:value-of select="', ' || e:size(?bytes)"/></span>
                </dd>
              </div>
            </xsl:for-each>
          </dl>
          <p><xsl:value-of select="e:label('data.each')"/></p>
          <xsl:for-each select="$site?citing?licence">
            <p><xsl:value-of select="e:label('licence'), e:label('colon')" separator=""/><xsl:sequence select="e:licence(., true())"/></p>
          </xsl:for-each>
          <xsl:call-template name="e:cite-section">
            <xsl:with-param name="item" select="e:cited-edition()"/>
          </xsl:call-template>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Bytes as kilobytes, at least one. -->
  <xsl:function name="e:size" as="xs:string">
    <xsl:param name="bytes" as="xs:numeric"/>
    <xsl:variable name="size" as="xs:string" select="string(max((1, xs:integer(round($bytes div 1000)))))"/>
    <xsl:sequence select="e:filled('data.kilobytes', 'size', e:digits($size))"/>
  </xsl:function>

</xsl:stylesheet>
