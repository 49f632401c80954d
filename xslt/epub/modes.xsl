<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:e="urn:tei-edition:xslt">

  <!-- A TEI document to one of its chapters, the one that $page counts. -->
  <xsl:mode name="e:chapter" on-no-match="fail" on-multiple-match="fail"/>
  <!-- The same without design, for a document that made one of our rules stop. -->
  <xsl:mode name="e:bare-chapter" on-no-match="fail" on-multiple-match="fail"/>
  <!-- What the rules of the site have made, as it stands in a book. -->
  <xsl:mode name="e:bound" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <!-- A chapter of the book, with the links in $document?dangling as plain words. -->
  <xsl:mode name="e:mended" on-no-match="shallow-copy" on-multiple-match="fail"/>

</xsl:stylesheet>
