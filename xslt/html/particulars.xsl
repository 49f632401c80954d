<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Elements of a header that have a form of their own: numbers, classes, persons, licences, letters sent, changes. -->

  <!-- A number in a list that is named, such as an authority file: the list's name is the label. -->
  <xsl:template match="tei:idno[@type or @subtype]" mode="e:header" as="element(h:div)" priority="1">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <b class="label" data-generated=""><xsl:value-of select="translate((@subtype, @type)[1], '_', ' ')"/></b>
      <xsl:call-template name="e:run"/>
    </div>
  </xsl:template>

  <!-- A class behind its sign; the classes within it below. -->
  <xsl:template match="tei:category" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <b class="label" data-generated=""><xsl:value-of select="(@n, @xml:id, e:element-label('category'))[1]"/></b>
      <xsl:apply-templates select="tei:catDesc" mode="e:run"/>
      <xsl:apply-templates select="node() except tei:catDesc" mode="e:header"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:head" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <!-- A person in a header takes one line, behind his role. -->
  <xsl:template match="tei:person | tei:personGrp" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <b class="label" data-generated="">
        <xsl:value-of select="(e:tokens(@role) ! ($labels('role.' || .), .)[1], e:element-label(local-name())[not(current()/@role)])"
            separator=", "/>
      </b>
      <xsl:call-template name="e:run"/>
    </div>
  </xsl:template>

  <!-- A licence is a link to its text. -->
  <xsl:template match="tei:licence" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:header-label(.)"/>
      <xsl:variable name="target" as="xs:string?" select="(e:tokens(@target), normalize-space()[empty(current()/(@target, *))])[matches(., '^https?://\S+$')][1]"/>
      <xsl:choose>
        <xsl:when test="$target and not(*) and normalize-space()">
          <a href="{e:web-address($target)}" rel="license"><xsl:apply-templates mode="e:content"/></a>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="$target">
            <a href="{e:web-address($target)}" rel="license" data-generated=""><xsl:value-of select="$target"/></a>
          </xsl:if>
          <xsl:apply-templates mode="e:content"/>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- Sent and received: who, where, when. -->
  <xsl:template match="tei:correspAction" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <b class="label" data-generated="">
        <xsl:value-of select="(@type ! ($labels('fact.' || .), e:word(.))[1], e:element-label('correspAction'))[1]"/>
      </b>
      <xsl:call-template name="e:run"/>
    </div>
  </xsl:template>

  <!-- A change, behind its day and its author. -->
  <xsl:template match="tei:change" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <b class="label" data-generated="">
        <xsl:variable name="day" as="xs:string?" select="(@when, @when-iso, @notBefore, @from)[1] ! e:date(.)"/>
        <xsl:value-of select="($day, @n, e:element-label('change'))[1], e:tokens(@who) ! e:name(.), @status ! e:status(.)"
            separator=", "/>
      </b>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <!-- The classes of a text, in the words of the classification. -->
  <xsl:template match="tei:catRef" mode="e:header" as="element(h:div)">
    <xsl:variable name="catRef" as="element()" select="."/>
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:header-label(.)"/>
      <span data-generated="">
        <xsl:for-each select="e:tokens(@target)">
          <xsl:variable name="link" as="map(*)?" select="e:link(.)"/>
          <xsl:variable name="words" as="xs:string" select="
            ($link?title[.], $catRef/id(substring-after(current(), '#'))/tei:catDesc[1] ! e:plain(.)[.], e:name(.))[1]"/>
          <xsl:if test="position() gt 1"><xsl:value-of select="e:label('separator.values')"/></xsl:if>
          <xsl:choose>
            <xsl:when test="$link?href"><a href="{$link?href}"><xsl:value-of select="$words"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </span>
      <xsl:apply-templates mode="e:header"/>
    </div>
  </xsl:template>

  <!-- Attributes with a form of words of their own. -->

  <!-- What is true is said by its name; what is not, is not said. -->
  <xsl:template match="@contemporary | @defective" mode="e:remark" as="xs:string?">
    <xsl:sequence select="e:word(local-name())[current() = ('true', '1')]"/>
  </xsl:template>

  <xsl:template match="@columns | @writtenLines | @ruledLines" mode="e:remark" as="xs:string">
    <xsl:variable name="unit" as="xs:string" select="if (self::attribute(columns)) then 'column' else 'lines'"/>
    <xsl:sequence select="
      string-join(tokenize(.), '–') || ' ' || ($labels(e:unit-form(.) || $unit), e:label('unit.' || $unit))[1]"/>
  </xsl:template>

  <xsl:template match="@usage" mode="e:remark" as="xs:string">
    <xsl:sequence select=". || ' %'"/>
  </xsl:template>

  <xsl:template match="@gi" mode="e:remark" as="xs:string">
    <xsl:sequence select="'&lt;' || . || '>'"/>
  </xsl:template>

  <xsl:template match="@matchPattern" mode="e:remark" as="xs:string">
    <xsl:sequence select=". || ' → ' || ../@replacementPattern"/>
  </xsl:template>
  <xsl:template match="@replacementPattern[../@matchPattern]" mode="e:remark" as="xs:string?"/>

</xsl:stylesheet>
