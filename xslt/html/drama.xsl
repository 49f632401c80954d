<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Plays and films beside their speeches: the cast, and how it is staged and shot. -->

  <xsl:template match="tei:castList | tei:castGroup" mode="e:content" as="element()">
    <xsl:variable name="items" as="element()*" select="tei:castItem | tei:castGroup"/>
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:for-each-group select="node()[self::* or self::text()[normalize-space()]]"
          group-adjacent="exists(self::tei:castItem | self::tei:castGroup)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <ul role="list">
              <xsl:for-each select="current-group()">
                <li><xsl:apply-templates select="." mode="e:content"/></li>
              </xsl:for-each>
            </ul>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="e:content"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:template match="tei:castItem" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <!-- Roles stand in capitals, what is said of them in italics. -->
  <xsl:template match="tei:role | tei:roleDesc | tei:actor" mode="e:content" as="element()">
    <xsl:element name="{if (e:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <!-- What follows a role at once, without a blank of the source. -->
      <xsl:if test="self::tei:roleDesc[preceding-sibling::node()[1]/self::*][not(matches(., '^\s*[,;.:]'))]">
        <xsl:sequence select="e:added(if (matches(preceding-sibling::*[1], '[,;.:]\s*$')) then ' ' else e:label('separator.list'))"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:spGrp | tei:set | tei:prologue | tei:epilogue | tei:performance" mode="e:content" as="element(h:section)">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </section>
  </xsl:template>

  <!-- What a screen shows and a theatre sounds like. -->
  <xsl:template match="tei:view | tei:camera | tei:caption | tei:sound | tei:tech" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.) or e:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="label" data-generated="">
        <xsl:value-of select="string-join((e:element-label(local-name()), @type ! e:word(.)), ' · ')"/>
        <xsl:text> </xsl:text>
      </span>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Someone enters or leaves: without words of its own. -->
  <xsl:template match="tei:move" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="not(normalize-space(..))">
        <xsl:sequence select="e:added('[' || string-join((tokenize(@who) ! e:voice(., current()/root()), (@type, 'move')[1] ! e:word(.), @where ! e:word(.)), ' ') || ']')"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
