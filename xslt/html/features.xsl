<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Feature structures as lists of names and values; graphs and trees as nested lists. -->

  <xsl:template match="tei:fs | tei:fLib | tei:fvLib | tei:fsDecl | tei:fDecl | tei:vLabel" mode="e:content" as="element()">
    <xsl:element name="{if (e:may-break(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="said" as="xs:string*" select="(@type, @n, @name)[1] ! string(.), @feats ! tokenize(.) ! e:name(.), @baseTypes"/>
      <xsl:if test="exists($said)">
        <span class="label" data-generated=""><xsl:value-of select="$said" separator=" "/><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:for-each select="node()[self::* or self::text()[normalize-space()]]">
        <xsl:if test="position() gt 1 and parent::tei:fvLib and not(e:holds-features(.))">
          <xsl:sequence select="e:added(e:label('separator.list'))"/>
        </xsl:if>
        <xsl:apply-templates select="." mode="e:content"/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- True for what is a block of its own: no comma stands beside it. -->
  <xsl:function name="e:holds-features" as="xs:boolean">
    <xsl:param name="value" as="node()"/>
    <xsl:sequence select="exists($value/descendant-or-self::tei:fs) and e:may-break($value)"/>
  </xsl:function>

  <!-- A feature: its name, then its value. -->
  <xsl:template match="tei:f" mode="e:content" as="element()">
    <xsl:element name="{if (e:may-break(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="label" data-generated=""><xsl:value-of select="translate((@name, 'f')[1], '_-', '  ')"/><xsl:text> </xsl:text></span>
      <xsl:if test="@fVal">
        <span data-generated=""><xsl:value-of select="tokenize(@fVal) ! e:name(.)" separator="{e:label('separator.list')}"/></span>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Values that stand in attributes, or in the element's name. -->
  <xsl:template match="tei:symbol | tei:numeric | tei:binary | tei:default | tei:vNot | tei:vMerge | tei:vColl | tei:vAlt" mode="e:content"
      as="element()">
    <xsl:element name="{if (e:is-block(.) or .//tei:fs and e:may-break(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="sign" as="xs:string?" select="
        if (self::tei:binary) then e:label(if (@value = ('true', '1')) then 'feature.true' else 'feature.false')
        else if (self::tei:default) then e:label('feature.default')
        else if (self::tei:vNot) then e:label('feature.not')
        else string-join((@value, @max), '–')"/>
      <xsl:sequence select="e:added($sign[.] ! (. || ' '[current()/*]))"/>
      <xsl:variable name="between" as="xs:string" select="
        if (self::tei:vAlt) then ' ' || e:label('alternative') || ' ' else e:label('separator.list')"/>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1 and not((., preceding-sibling::*[1]) ! e:holds-features(.) = true())"><xsl:sequence select="e:added($between)"/></xsl:if>
        <xsl:apply-templates select="." mode="e:content"/>
      </xsl:for-each>
      <xsl:apply-templates select="text()[normalize-space()]" mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Trees: each node an item, its children a list within it. -->
  <xsl:template match="tei:graph | tei:tree | tei:eTree | tei:forest | tei:listForest" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="node() except (tei:node | tei:arc | tei:root | tei:iNode | tei:leaf | tei:eTree | tei:triangle | tei:eLeaf | tei:tree)"
          mode="e:content"/>
      <xsl:sequence select="e:added((@type, @value)[1] ! (' (' || . || ')'))"/>
      <xsl:variable name="nodes" as="element()*"
          select="tei:node | tei:arc | tei:root | tei:iNode | tei:leaf | tei:eTree | tei:triangle | tei:eLeaf | tei:tree"/>
      <xsl:if test="$nodes">
        <ul>
          <xsl:for-each select="$nodes">
            <li><xsl:apply-templates select="." mode="e:content"/></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="tei:node | tei:root | tei:iNode | tei:leaf | tei:eLeaf | tei:triangle | tei:arc" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.) or parent::tei:tree or parent::tei:graph or parent::tei:eTree) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:variable name="below" as="xs:string*" select="(@children, @adj, @adjTo) ! tokenize(.) ! e:node-name(., current())"/>
      <xsl:sequence select="e:added(string-join((
          (@value ! e:node-name(., current()), @xml:id[not(current()/*)] ! string(.))[1],
          string-join((@from, @to) ! e:node-name(., current()), ' → ')[.], '→ '[exists($below)] || string-join($below, e:label('separator.list'))), ' ')
          ! (' '[current()/*] || .)[normalize-space()])"/>
    </xsl:element>
  </xsl:template>

  <!-- A node by its label, its value, its name. -->
  <xsl:function name="e:node-name" as="xs:string">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="node" as="element()?" select="if (starts-with($token, '#')) then $context/id(substring($token, 2)) else ()"/>
    <xsl:sequence select="($node/tei:label[1] ! e:plain(.)[.], $node/@value[not(starts-with(., '#'))], replace($token, '^#', ''))[1]"/>
  </xsl:function>

</xsl:stylesheet>
