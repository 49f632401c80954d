<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The numbers by which prose and stanzas are cited, beside the text or within it. -->

  <!-- True for the smallest part by which prose is cited, such as a section in a chapter of a book: its number stands beside
       it, and the text runs on. -->
  <xsl:function name="e:is-passage" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
      $division/@type = 'textpart' and $division/@subtype = ('section', 'chapter', 'paragraph', 'verse', 'sentence')
      and e:is-reference($division/@n) and exists($division/tei:p)
      and empty($division/(* except (tei:p | tei:pb | tei:cb | tei:lb | tei:milestone | tei:note)))"/>
  </xsl:function>

  <!-- False for an address, such as a URN. -->
  <xsl:function name="e:is-reference" as="xs:boolean">
    <xsl:param name="number" as="attribute()?"/>
    <xsl:sequence select="exists($number[string-length() lt 20 and not(contains(., ':'))])"/>
  </xsl:function>

  <!-- As it is cited: "1.2.3". -->
  <xsl:function name="e:passage-number" as="element(h:a)">
    <xsl:param name="division" as="element()"/>
    <a class="passage-number" data-generated="" href="{$division/tei:p[1] ! e:href(., @e:id)}">
      <xsl:value-of select="$division/ancestor-or-self::*[@type = 'textpart']/@n" separator="."/>
    </a>
  </xsl:function>

  <!-- A paragraph, a stanza or a verse of the Bible by whose number the source is cited. -->
  <xsl:template match="(tei:body | tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:lg)
      /(tei:p[@n] | tei:ab[@n][@type = ('verse', 'section', 'chapter', 'paragraph')] | tei:lg[@n][empty(tei:l/@n)])"
      mode="e:content" as="element()+" priority=".6">
    <xsl:variable name="made" as="element()+">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="number" as="attribute()" select="@n"/>
    <xsl:copy select="$made[1]">
      <xsl:sequence select="@*"/>
      <xsl:if test="e:is-reference($number)">
        <xsl:attribute name="data-n" select="$number"/>
      </xsl:if>
      <xsl:sequence select="node()"/>
    </xsl:copy>
    <xsl:sequence select="tail($made)"/>
  </xsl:template>

  <!-- What prose is cited by within its paragraphs, so often that the number alone says it. -->
  <xsl:variable name="e:verses" as="xs:string*" select="'section', 'verse', 'sentence'"/>

  <xsl:function name="e:verse-number" as="element(h:span)">
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="unit" as="xs:string"/>
    <span data-generated="" title="{e:word($unit)} {$number}"><xsl:value-of select="'[' || $number || ']'"/></span>
  </xsl:function>

  <xsl:template match="tei:seg[@n][@type = $e:verses]" mode="e:content" as="node()+" priority=".6">
    <span class="milestone"><xsl:sequence select="e:verse-number(@n, (@type, 'sentence')[1])"/></span>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
