<?xml version="1.0" encoding="UTF-8"?>
<!--
  What every compiled schema holds; run.py puts it behind what compile.xsl has made. All names are written out, since
  the prefixes of a schema are its author's.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- The nodes that the rules are asked about. -->
  <xsl:variable name="Q{urn:x-edition:schematron:run}root" as="document-node()" select="root()"/>
  <xsl:variable name="Q{urn:x-edition:schematron:run}nodes" as="node()*"
    select="descendant-or-self::node() | descendant::*/@*"/>
  <xsl:variable name="Q{urn:x-edition:schematron:run}elements" as="element()*" select="descendant::*"/>

  <!-- The places of elements in the document; made when the first is wanted. -->
  <xsl:variable name="Q{urn:x-edition:schematron:run}numbers" as="map(*)">
    <xsl:map>
      <xsl:for-each select="$Q{urn:x-edition:schematron:run}elements">
        <xsl:map-entry key="generate-id()" select="position() - 1"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- One result, about the subject if that is a node of the document, else about the node of the rule. -->
  <xsl:template name="Q{urn:x-edition:schematron:run}found" as="map(*)">
    <xsl:param name="kind" as="item()"/>
    <xsl:param name="n" as="item()"/>
    <xsl:param name="subject" as="item()*" select="."/>
    <xsl:param name="message" as="item()?" select="()"/>
    <xsl:param name="notes" as="item()*" select="()"/>
    <xsl:variable name="node" as="node()" select="
      ($subject[. instance of node()][root() is $Q{urn:x-edition:schematron:run}root], .)[1]"/>
    <xsl:variable name="element" as="element()?" select="$node/ancestor-or-self::*[1]"/>
    <xsl:map>
      <xsl:map-entry key="'kind'" select="$kind"/>
      <xsl:map-entry key="'n'" select="$n"/>
      <xsl:map-entry key="'message'" select="normalize-space($message)"/>
      <xsl:map-entry key="'notes'" select="array { $notes ! normalize-space() }"/>
      <xsl:map-entry key="'number'" select="
        ($element ! $Q{urn:x-edition:schematron:run}numbers(generate-id()), 0)[1]"/>
      <xsl:map-entry key="'attribute'" select="if ($node instance of attribute()) then name($node) else ()"/>
      <xsl:map-entry key="'path'" select="path($node)"/>
    </xsl:map>
  </xsl:template>
</xsl:stylesheet>
