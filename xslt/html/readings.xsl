<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- A reading as the list of entries says it again, mode e:apparatus: in one line, without ids; all of it is ours. -->

  <xsl:template match="tei:lem | tei:rdg" mode="e:apparatus" as="node()*">
    <xsl:apply-templates mode="e:apparatus"/>
    <xsl:if test="e:is-omission(.)">
      <span class="added"><xsl:value-of select="e:label('omitted')"/></span>
    </xsl:if>
  </xsl:template>

  <!-- Of an entry within a reading only the base. -->
  <xsl:template match="tei:app" mode="e:apparatus" as="node()*">
    <xsl:apply-templates select="(tei:lem, .//tei:rdg)[1][e:is-parallel(current())]" mode="e:apparatus"/>
  </xsl:template>

  <xsl:template match="tei:choice" mode="e:apparatus" as="node()*">
    <xsl:apply-templates select="(tei:corr, tei:reg, tei:expan, tei:ex, *)[1]" mode="e:apparatus"/>
  </xsl:template>

  <!-- Lines and blocks of a reading, with a stroke where one ends. -->
  <xsl:template match="tei:l | tei:p | tei:ab | tei:lg | tei:sp | tei:head | tei:item | tei:lb" mode="e:apparatus" as="node()*">
    <xsl:if test="preceding-sibling::*[1][e:is-block(.)] or self::tei:lb[not(@break = 'no')][preceding-sibling::node()[self::* or normalize-space()]]">
      <xsl:text> / </xsl:text>
    </xsl:if>
    <xsl:apply-templates mode="e:apparatus"/>
  </xsl:template>

  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:title | tei:del | tei:add | tei:unclear" mode="e:apparatus" as="element()">
    <xsl:element name="{if (self::tei:del) then 'del' else if (self::tei:add) then 'ins' else 'span'}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:variable name="look" as="xs:string*" select="e:look(.)"/>
      <xsl:if test="exists($look)">
        <xsl:attribute name="data-rend" select="$look"/>
      </xsl:if>
      <xsl:apply-templates mode="e:apparatus"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:supplied" mode="e:apparatus" as="node()*">
    <xsl:value-of select="e:brackets(.)[1]"/>
    <xsl:apply-templates mode="e:apparatus"/>
    <xsl:value-of select="e:brackets(.)[2]"/>
  </xsl:template>

  <xsl:template match="tei:gap" mode="e:apparatus" as="text()">
    <xsl:value-of select="e:gap-sign(.)"/>
  </xsl:template>

  <xsl:template match="tei:space" mode="e:apparatus" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:lacunaStart | tei:lacunaEnd | tei:witStart | tei:witEnd" mode="e:apparatus" as="element(h:span)">
    <span class="added"><xsl:value-of select="e:mark-words(.)"/></span>
  </xsl:template>

  <!-- What is said of a witness, behind the readings. -->
  <xsl:template match="tei:witDetail" mode="e:apparatus" as="node()*">
    <xsl:variable name="detail" as="element()" select="."/>
    <xsl:if test="@wit">
      <xsl:value-of select="string-join(tokenize(@wit) ! e:siglum(e:witness-token(., $detail), root($detail)), ' ')"/>
      <xsl:text>: </xsl:text>
    </xsl:if>
    <xsl:apply-templates mode="e:apparatus"/>
  </xsl:template>

  <!-- Sigla stand behind the reading; the text calls a note, and its list has the words. -->
  <xsl:template match="tei:wit" mode="e:apparatus"/>

  <xsl:template match="tei:note" mode="e:apparatus" as="node()*"/>

  <!-- What is said of a reading within it. -->
  <xsl:template match="tei:rdg//tei:note[not(@e:n)]" mode="e:apparatus" as="node()*" priority="0.7">
    <xsl:text> </xsl:text>
    <span class="detail"><xsl:apply-templates mode="e:apparatus"/></span>
  </xsl:template>

  <xsl:template match="tei:app/tei:note[@e:n]" mode="e:apparatus" as="element(h:a)" priority="1">
    <a class="call" href="{e:href(., @e:id)}" aria-label="{e:label('note')} {@e:n}"><xsl:value-of select="@e:n"/></a>
  </xsl:template>

  <xsl:template match="tei:app/tei:note[not(@e:n)]" mode="e:apparatus" as="node()*" priority="1">
    <xsl:apply-templates mode="e:apparatus"/>
  </xsl:template>

</xsl:stylesheet>
