<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">

  <!-- The EPUB: compiled together with ../html/site.xsl, or the layer over that. The rules of the site make the text, so
       that a book has every element that the site knows; mode e:bound takes what they made into a book, where nothing
       runs, opens or leads to what the book does not hold. -->

  <!-- What the book holds: `pages`, the path of each page of the site with the name of its chapter. -->
  <xsl:param name="book" as="map(*)" select="map{'pages': map{}}"/>

  <xsl:include href="modes.xsl"/>
  <xsl:include href="chapter.xsl"/>
  <xsl:include href="bound.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="contents.xsl"/>
  <xsl:include href="package.xsl"/>

</xsl:stylesheet>
