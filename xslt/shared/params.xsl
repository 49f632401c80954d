<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt">

  <!-- What the program hands to the stylesheets. Nothing else is read: no file, no clock, no environment.

       $site      what all pages share: title, language, version, publisher, editors, licence, documents …
       $document  what belongs to the document at hand: id, kind, pages, links, mentions, images, previous, next
       $page      which of its pages is to be made, counted from 1
       $labels    every word that a page adds of its own, by key, in the language of the interface -->
  <xsl:param name="site" as="map(*)" required="yes"/>
  <xsl:param name="document" as="map(*)" select="map{}"/>
  <xsl:param name="page" as="xs:integer" select="1"/>
  <xsl:param name="labels" as="map(*)" required="yes"/>

  <!-- The page as the attributes e:page, e:split and e:last have it. -->
  <xsl:variable name="e:here" as="xs:string" select="string($page)"/>

</xsl:stylesheet>
