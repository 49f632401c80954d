<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What stands before the text: the title page and the imprint. All of it is ours. -->

  <xsl:template name="e:epub-title" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:leaf-of-book">
      <xsl:with-param name="title" select="string($site?title)"/>
      <xsl:with-param name="class" select="'page-title'"/>
      <xsl:with-param name="main" as="element(h:section)">
        <section epub:type="titlepage" data-generated="">
          <h1><xsl:value-of select="$site?title"/></h1>
          <xsl:for-each select="$site?editors?*[.] => string-join(e:label('separator.list'))">
            <xsl:if test=".">
              <p class="editors"><xsl:value-of select="e:label('imprint.editors'), e:label('colon'), ." separator=""/></p>
            </xsl:if>
          </xsl:for-each>
          <xsl:if test="$site?version">
            <p class="version"><xsl:value-of select="e:version-words($site?version)"/></p>
          </xsl:if>
          <p class="publisher">
            <xsl:value-of select="string-join(($site?publisher[.], e:digits(substring(string($site?citing?date), 1, 4))[.]), e:label('separator.list'))"/>
          </p>
        </section>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="e:epub-imprint" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:leaf-of-book">
      <xsl:with-param name="title" select="e:label('imprint')"/>
      <xsl:with-param name="class" select="'page-imprint'"/>
      <xsl:with-param name="main" as="element(h:section)">
        <section epub:type="copyright-page" data-generated="">
          <h1><xsl:value-of select="e:label('imprint')"/></h1>
          <dl class="facts">
            <xsl:sequence select="
              e:fact('tei.title', $site?title), e:fact('imprint.publisher', $site?publisher[.]),
              e:fact('imprint.editors', $site?editors?*[.] => string-join(e:label('separator.list'))),
              e:fact('version', $site?version[.]),
              e:fact-link('imprint.address', $site?url[.], $site?url[.] ! e:web-way(.)),
              e:fact-link('contact', $site?imprint?contact[.], $site?imprint?href[.] ! e:web-way(.))"/>
          </dl>
          <xsl:for-each select="$site?citing?licence">
            <p>
              <xsl:value-of select="e:label('licence'), e:label('colon')" separator=""/>
              <xsl:apply-templates select="e:licence(., false())" mode="e:bound"/>
            </p>
          </xsl:for-each>
          <xsl:sequence select="e:paragraphs($site?imprint?text)"/>
          <h2><xsl:value-of select="e:label('accessibility')"/></h2>
          <p><xsl:value-of select="e:label('epub.accessibility')"/></p>
          <xsl:sequence select="e:paragraphs($site?imprint?accessibility)"/>
          <p class="made"><xsl:value-of select="$site?generator"/></p>
        </section>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
