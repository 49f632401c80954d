<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Pictures of the pages of a source: where a page begins, a link to its picture; with assets/facsimile.js the picture
       stands beside the text. What points to a zone of a surface has its id in data-facs. -->

  <!-- The picture that a facs attribute leads to: an address, a graphic, or the first picture of a surface or a zone. -->
  <xsl:function name="e:image-of" as="map(*)?" visibility="public">
    <xsl:param name="facs" as="attribute()?"/>
    <xsl:variable name="token" as="xs:string?" select="e:tokens($facs)[1]"/>
    <xsl:variable name="goal" as="element()?" select="$token[starts-with(., '#')] ! id(substring(., 2), root($facs))"/>
    <xsl:variable name="holder" as="element()?" select="$goal/ancestor-or-self::*[self::tei:graphic or @facs or tei:graphic][1]"/>
    <xsl:variable name="address" as="xs:string?" select="
      if (empty($goal)) then $token else ($holder/@url, $holder/tei:graphic[1]/@url, $holder/@facs ! tokenize(.)[1])[1]"/>
    <xsl:sequence select="$address ! $document?images?(.)"/>
  </xsl:function>

  <!-- True where a page of the source that begins on this page has a picture of ours. -->
  <xsl:function name="e:has-page-images" as="xs:boolean" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="
      map:size(($document?images, map{})[1]) gt 0 and (some $unit in e:units($root) satisfies
        exists($unit/descendant-or-self::tei:pb[@facs][e:image-of(@facs)?src]))"/>
  </xsl:function>

</xsl:stylesheet>
