<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- A page of a register that is made where the edition has none, as a chapter: its entries are those of the site. -->

  <xsl:template name="e:epub-names" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="title" as="xs:string" select="e:label('names.' || $document?kind)"/>
    <xsl:variable name="article" as="element(h:article)">
      <article class="register" data-generated="">
        <header class="document-head">
          <h1><xsl:value-of select="$title, e:part-of-names()" separator=" · "/></h1>
          <xsl:if test="$document?part = 1">
            <p class="abstract"><xsl:value-of select="e:label('names.made')"/></p>
          </xsl:if>
        </header>
        <xsl:sequence select="$document?entries?* ! e:made-entry(.)"/>
      </article>
    </xsl:variable>
    <xsl:call-template name="e:leaf-of-book">
      <xsl:with-param name="title" select="string-join(($title, e:part-of-names()), ' · ')"/>
      <xsl:with-param name="home" select="'../'"/>
      <xsl:with-param name="class" select="'page-register'"/>
      <xsl:with-param name="main" as="node()*"><xsl:apply-templates select="$article" mode="e:bound"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
