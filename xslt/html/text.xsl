<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- A document as plain text, whole: its title and edition, the text as the edition reads it (corrected, regularised,
       expanded), notes with their numbers at the end. A paragraph is a line, with an empty one behind it. -->

  <!-- Between paragraphs, and between lines of one: the separators that Unicode has for them. -->
  <xsl:variable name="e:paragraph" as="xs:string" static="yes" select="'&#x2029;'"/>
  <xsl:variable name="e:line" as="xs:string" static="yes" select="'&#x2028;'"/>

  <xsl:template match="document-node()" mode="e:text-file" as="xs:string">
    <xsl:variable name="text" as="document-node()">
      <xsl:document><xsl:apply-templates select="*" mode="e:text"/></xsl:document>
    </xsl:variable>
    <xsl:variable name="notes" as="xs:string*">
      <xsl:for-each select="//tei:note[@e:n][not(ancestor::tei:teiHeader)]">
        <xsl:variable name="words" as="text()*">
          <xsl:apply-templates mode="e:text"/>
        </xsl:variable>
        <xsl:sequence select="'[' || @e:n || '] ' || e:as-lines(string-join($words))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="
      string-join((
        string-join(($document?title, $document?date ! e:date-words(.),
          string-join(($site?title, $site?version[.] ! e:version-words(.)), ', '), e:document-licence()?name[.],
          $site?url[.] || $document?page), '&#10;'),
        e:as-lines(string($text))[.],
        (e:label('notes'), $notes)[exists($notes)]), '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

  <xsl:function name="e:as-lines" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      string-join(tokenize($text, $e:paragraph)
        ! string-join(tokenize(., $e:line) ! normalize-space()[.], '&#10;')[.], '&#10;&#10;')"/>
  </xsl:function>

  <xsl:template match="*" mode="e:text">
    <xsl:variable name="display" as="xs:string?" select="$e:display(local-name())"/>
    <xsl:choose>
      <xsl:when test="$display = 'block'">
        <xsl:value-of select="$e:paragraph"/>
        <xsl:apply-templates mode="e:text"/>
        <xsl:value-of select="$e:paragraph"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="e:text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A turn begins with its speaker's name, in capitals. -->
  <xsl:template match="tei:sp | tei:u" mode="e:text">
    <xsl:variable name="name" as="xs:string" select="
      if (tei:speaker) then replace(e:plain(tei:speaker[1]), '[\s.:,]+$', '') else string(e:tokens(@who)[1] ! e:speaker-name(.))"/>
    <xsl:value-of select="$e:paragraph || upper-case($name) || ': '[$name]"/>
    <xsl:apply-templates select="node() except tei:speaker" mode="e:text"/>
    <xsl:value-of select="$e:paragraph"/>
  </xsl:template>
  <xsl:template match="tei:sp/tei:p[empty(preceding-sibling::tei:p | preceding-sibling::tei:l | preceding-sibling::tei:lg)]" mode="e:text" priority="1">
    <xsl:apply-templates mode="e:text"/>
  </xsl:template>

  <xsl:template match="tei:u[empty(text()[normalize-space()])]/tei:seg[../tei:seg[2]] | tei:l | tei:line | tei:addrLine | tei:item | tei:row | tei:listPerson/tei:person/* | tei:listPlace/tei:place/*
      | tei:listOrg/tei:org/* | tei:listEvent/tei:event/*" mode="e:text">
    <xsl:value-of select="$e:line"/>
    <xsl:apply-templates mode="e:text"/>
    <xsl:value-of select="$e:line"/>
  </xsl:template>
  <xsl:template match="tei:cell" mode="e:text">
    <xsl:if test="preceding-sibling::tei:cell"> | </xsl:if>
    <xsl:apply-templates mode="e:text"/>
  </xsl:template>
  <xsl:template match="tei:lb[not(@break = 'no')] | tei:space | tei:tab" mode="e:text">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- One reading: that of the edition. -->
  <xsl:template match="tei:choice" mode="e:text">
    <xsl:apply-templates select="(tei:corr | tei:reg | tei:expan, *)[1]" mode="e:text"/>
  </xsl:template>
  <xsl:template match="tei:app" mode="e:text">
    <xsl:apply-templates select="(tei:lem, tei:rdg, tei:rdgGrp/tei:rdg)[1]" mode="e:text"/>
  </xsl:template>
  <xsl:template match="tei:gap" mode="e:text">
    <xsl:text>[…]</xsl:text>
  </xsl:template>
  <xsl:template match="tei:note[@e:n]" mode="e:text" priority="1">
    <xsl:value-of select="'[' || @e:n || ']'"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:del | tei:surplus | tei:fw | tei:index | tei:interp | tei:interpGrp
      | tei:linkGrp | tei:fs | tei:fvLib | tei:fLib | tei:metamark | tei:TEI[tei:text]/tei:sourceDoc" mode="e:text" priority="2"/>

</xsl:stylesheet>
