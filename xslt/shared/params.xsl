<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">

  <!-- What the program hands to the stylesheets. Nothing else is read: no file, no clock, no environment.

       $site      what all pages share: title, language, version, publisher, editors, licence, documents …
       $document  what belongs to the document at hand: id, page, blocks, links, mentions, previous, next
       $labels    every word that a page adds of its own, by key, in the language of the interface -->
  <xsl:param name="site" as="map(*)" required="yes"/>
  <xsl:param name="document" as="map(*)" select="map{}"/>
  <xsl:param name="labels" as="map(*)" required="yes"/>

</xsl:stylesheet>
