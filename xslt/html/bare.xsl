<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The last resort: a page without design, for a document that made one of our rules stop. Every element is a block or
       a part of the line, with its address and all its words. Nothing here can go wrong in the way that it did there. -->

  <xsl:template match="document-node()" mode="e:bare-page" as="element(h:html)">
    <xsl:variable name="here" as="map(*)" select="$document?pages($page)"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{'title': e:page-title($page), 'class': 'page-bare', 'path': $here?path}"/>
      <xsl:with-param name="main">
        <article class="bare">
          <h1 data-generated=""><xsl:value-of select="e:page-title($page)"/></h1>
          <p data-generated=""><xsl:value-of select="e:label('bare')"/></p>
          <xsl:apply-templates select="e:units(.)" mode="e:bare"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*" mode="e:bare" as="element()">
    <xsl:element name="{if (e:is-block(.) or e:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:if test="@e:id">
        <xsl:attribute name="id" select="@e:id"/>
      </xsl:if>
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:apply-templates mode="e:bare"/>
    </xsl:element>
  </xsl:template>

  <!-- A note that is called stands in its line here: what it holds must not break that. -->
  <xsl:template match="tei:note[@e:n]//* | tei:note[@e:n]" mode="e:bare" as="element(h:span)" priority="1">
    <span>
      <xsl:if test="@e:id">
        <xsl:attribute name="id" select="@e:id"/>
      </xsl:if>
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:apply-templates mode="e:bare"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
