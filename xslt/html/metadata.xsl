<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What the head of a page says to programs: Highwire and Dublin Core (Zotero, Google Scholar, Hypothesis), Open Graph
       (previews of links), links (FAIR Signposting), schema.org as JSON-LD (search engines; edition/site/schema.py).

       Zotero lets later names override earlier ones: there is one date, that of the edition, and no citation_date, no
       DC.source (it would become the title of the publication), no COinS. citation_book_title makes it a section of a
       book. Google Scholar wants an author: where nobody is known, the editors. -->

  <xsl:template name="e:metadata" as="element()*">
    <xsl:context-item use="optional"/>
    <xsl:param name="facts" as="map(xs:string, item())" required="yes"/>
    <xsl:variable name="is-document" as="xs:boolean" select="exists($facts?tei)"/>
    <xsl:if test="$site?url and $facts?path">
      <link rel="canonical" href="{e:web-page($site?folder, $facts?path)}"/>
      <xsl:sequence select="e:alternates($facts?path)"/>
    </xsl:if>
    <xsl:if test="$is-document">
      <xsl:sequence select="e:highwire(), e:dublin-core(), e:document-links()"/>
    </xsl:if>
    <xsl:sequence select="e:open-graph($facts, $is-document)"/>
    <link rel="alternate" type="application/atom+xml" href="{e:asset($site?citing?formats?feed)}" title="{e:label('format.feed')}"/>
    <xsl:for-each select="(e:document-licence()?url, $site?citing?licence?url)[.][1]">
      <link rel="license" href="{e:web-address(.)}"/>
    </xsl:for-each>
    <!-- No parser of HTML can take it for the end of its element. -->
    <xsl:for-each select="$document?schema[.]">
      <script type="application/ld+json">
        <xsl:value-of select="replace(., '&lt;', '\u003c', 'q') => replace('>', '\u003e', 'q') => replace('&amp;', '\u0026', 'q')"/>
      </script>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="e:metas" as="element(h:meta)*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="item()*"/>
    <xsl:for-each select="$values ! string()[.]">
      <meta name="{$name}" content="{.}"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="e:sorted-names" as="xs:string*">
    <xsl:param name="names" as="map(*)*"/>
    <xsl:sequence select="$names ! (if (?family) then ?family || ', ' || ?given else ?text)"/>
  </xsl:function>

  <xsl:function name="e:document-editors" as="map(*)*">
    <xsl:sequence select="$site?citing?editors?*, $document?citing?editors?*"/>
  </xsl:function>

  <xsl:function name="e:highwire" as="element(h:meta)*">
    <xsl:variable name="editors" as="xs:string*" select="e:sorted-names(e:document-editors())"/>
    <xsl:variable name="authors" as="xs:string*" select="e:sorted-names($document?citing?authors?*)"/>
    <xsl:sequence select="
      e:metas('citation_title', $document?title),
      e:metas('citation_author', if (exists($authors)) then $authors else $editors),
      e:metas('citation_editor', $editors),
      e:metas('citation_book_title', $site?title),
      e:metas('citation_publication_date', $site?citing?date ! translate(., '-', '/')),
      e:metas('citation_publisher', $site?publisher),
      e:metas('citation_language', $document?citing?language ! e:html-language(.)),
      e:metas('citation_public_url', $site?url[.] || $document?page[$site?url])"/>
  </xsl:function>

  <xsl:function name="e:dublin-core" as="element(h:meta)*">
    <xsl:sequence select="
      e:metas('DC.identifier', ($site?url[.] ! (. || $document?page), $document?id)[1]),
      e:metas('DC.relation.ispartof', ($site?url[.], $site?title)[1]),
      e:metas('DC.rights', e:document-licence() ! (?url[.], ?name)[1]),
      e:metas('DC.coverage', $document?shelfmark),
      e:metas('DC.type', 'Text')"/>
  </xsl:function>

  <!-- The same document in other forms, and where it belongs. -->
  <xsl:function name="e:document-links" as="element(h:link)*">
    <xsl:variable name="formats" as="map(*)" select="$document?citing?formats"/>
    <xsl:for-each select="('tei', 'text', 'pdf')[exists($formats(.))]">
      <link rel="alternate" type="{$e:media(.)}" href="{e:asset($formats(.))}"/>
    </xsl:for-each>
    <xsl:for-each select="'bibtex', 'ris', 'csl'">
      <link rel="describedby" type="{$e:media(.)}" href="{e:asset($formats(.))}"/>
    </xsl:for-each>
    <xsl:for-each select="$site?url[.]">
      <link rel="cite-as" href="{.}{$document?page}"/>
    </xsl:for-each>
    <link rel="collection" href="index.html"/>
  </xsl:function>

  <xsl:function name="e:open-graph" as="element(h:meta)*">
    <xsl:param name="facts" as="map(xs:string, item())"/>
    <xsl:param name="is-document" as="xs:boolean"/>
    <xsl:variable name="said" as="map(xs:string, xs:string?)" select="map{
      'title': string($facts?title), 'type': if ($is-document) then 'article' else 'website',
      'description': $facts?description ! string(), 'site_name': string($site?title),
      'url': $site?url[.][$facts?path] ! (. || $site?folder || $facts?path),
      'locale': map{'en': 'en_GB', 'de': 'de_DE', 'fr': 'fr_FR', 'ru': 'ru_RU', 'fa': 'fa_IR'}($labels?language)}"/>
    <xsl:for-each select="'title', 'type', 'description', 'site_name', 'url', 'locale'">
      <xsl:variable name="name" as="xs:string" select="."/>
      <xsl:for-each select="$said($name)[.]">
        <meta property="og:{$name}" content="{.}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
