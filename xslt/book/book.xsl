<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The book. Mode e:book takes a TEI document to its part of the book's data: a tree of blocks and inlines, as JSON
       text. What the tree looks like in print is the business of book.typ. Nothing of a text is left out here: an
       element that no rule knows gives its words as a paragraph, or within a line.

       A block is a map with "t", its kind, and "c", an array of inlines, or "b", an array of blocks; "id" is its
       address in the edition; "lang" and "dir" stand where the language changes. An inline is a string or such a map. -->

  <xsl:import href="../shared/params.xsl"/>
  <xsl:include href="modes.xsl"/>
  <xsl:include href="../shared/functions.xsl"/>
  <xsl:include href="../shared/dates.xsl"/>
  <xsl:include href="../shared/calendars.xsl"/>
  <xsl:include href="../shared/joints.xsl"/>
  <xsl:include href="../shared/display.xsl"/>
  <xsl:include href="../shared/drawings.xsl"/>
  <xsl:include href="../shared/signs.xsl"/>
  <xsl:include href="../shared/told.xsl"/>
  <xsl:include href="head.xsl"/>
  <xsl:include href="flow.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="drawings.xsl"/>
  <xsl:include href="conversation.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="dictionaries.xsl"/>
  <xsl:include href="description.xsl"/>
  <xsl:include href="manuscripts.xsl"/>
  <xsl:include href="registers.xsl"/>

  <xsl:template match="document-node()" mode="e:book" as="map(xs:string, xs:string)">
    <xsl:variable name="abstract" as="map(*)*">
      <xsl:apply-templates select="*/tei:teiHeader/tei:profileDesc/tei:abstract" mode="e:blocks"/>
    </xsl:variable>
    <xsl:variable name="body" as="map(*)*">
      <xsl:apply-templates select="*/(* except tei:teiHeader)" mode="e:blocks"/>
      <xsl:if test="e:is-record(.)">
        <xsl:apply-templates select="*/tei:teiHeader//tei:sourceDesc/tei:msDesc" mode="e:fields">
          <xsl:with-param name="is-text" select="true()" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="description" as="map(*)*">
      <xsl:apply-templates select="*/tei:teiHeader" mode="e:fields"/>
    </xsl:variable>
    <xsl:variable name="part" as="map(*)" select="map{
        'date': string($document?date ! e:date-words(.)),
        'day': string($document?date ! e:date-words(e:days(.))),
        'facts': array{e:facts(.)},
        'record': e:is-record(.),
        'verses': e:has-own-lines(.),
        'shorts': array{e:shorts(.)},
        'named': array{e:named-in-header(*/tei:teiHeader)},
        'abstract': array{$abstract},
        'body': array{$body},
        'description': array{$description}}"/>
    <xsl:sequence select="map{'data': serialize($part, map{'method': 'json', 'indent': false()})}"/>
  </xsl:template>

  <!-- A date without its hours, as contents have it. -->
  <xsl:function name="e:days" as="map(*)">
    <xsl:param name="date" as="map(*)"/>
    <xsl:sequence select="map:merge((
        map{'from': $date?from ! substring-before(. || 'T', 'T'), 'to': $date?to ! substring-before(. || 'T', 'T')}, $date))"/>
  </xsl:function>

</xsl:stylesheet>
