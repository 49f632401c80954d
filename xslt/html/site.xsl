<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- The HTML edition. Two entries: mode e:pages takes a TEI document to its pages, template e:site-pages makes the
       pages of the site as a whole. Both return a map from paths to texts and write nothing themselves. A layer of a
       project imports this module and overrides templates in the declared modes. -->

  <xsl:import href="../shared/params.xsl"/>
  <xsl:include href="modes.xsl"/>
  <xsl:include href="../shared/functions.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="document.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="conversation.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="registers.xsl"/>
  <xsl:include href="contents.xsl"/>

</xsl:stylesheet>
