<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Registers: lists of persons, places, organisations, events and titles, each entry with every mention. -->

  <xsl:template match="tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listBibl | tei:listObject | tei:listNym"
      mode="e:content" as="element(h:section)">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="tei:head" mode="e:content"/>
      <!-- Jumps help only where the entries stand in the order of their initials. -->
      <xsl:variable name="initials" as="xs:string*" select="distinct-values(*[@xml:id] ! e:initial(.))[.]"/>
      <xsl:if test="count(*[@xml:id]) gt 15 and deep-equal($initials, sort($initials))">
        <xsl:call-template name="e:initials"/>
      </xsl:if>
      <xsl:apply-templates select="node() except tei:head" mode="e:content"/>
    </section>
  </xsl:template>

  <!-- A list's own heading says again what the page is called: kept for those who hear the page, not shown twice. -->
  <xsl:template match="tei:standOff/*[starts-with(local-name(), 'list')]/tei:head[e:plain(.) = $document?title]"
      mode="e:content" as="element(h:h2)" priority="2">
    <h2>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:attribute name="class" select="'vh'"/>
      <xsl:apply-templates mode="e:content"/>
    </h2>
  </xsl:template>

  <!-- Jumps to the first entry of each initial; where entries are in the order of dates, of each decade. -->
  <xsl:template name="e:initials" as="element(h:nav)">
    <xsl:context-item as="element()" use="required"/>
    <nav class="initials" aria-label="{e:label('initials')}" data-generated="">
      <xsl:for-each-group select="*[@xml:id]" group-by="e:initial(.)">
        <xsl:if test="current-grouping-key()">
          <a href="#{@xml:id}"><xsl:value-of select="current-grouping-key()"/></a>
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:for-each-group>
    </nav>
  </xsl:template>

  <xsl:function name="e:initial" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="year" as="xs:string?" select="$entry[self::tei:event]/substring(e:dates(.)?sort, 1, 3)"/>
    <xsl:variable name="name" as="xs:string"
        select="string(($entry/@sortKey[matches(., '^\p{L}')], e:main-name($entry) ! e:plain(.))[1])"/>
    <xsl:sequence select="
      if ($entry/self::tei:event) then $year[.] || '0s'[$year]
      else upper-case(substring(replace(normalize-unicode($name, 'NFD'), '^\P{L}+', ''), 1, 1))"/>
  </xsl:function>

  <!-- When an entry was, from its own attributes, as the index has dates; "sort" is the first known day. -->
  <xsl:function name="e:dates" as="map(*)?" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="from" as="xs:string?" select="$entry/(@when, @from, @notBefore)[1]"/>
    <xsl:variable name="to" as="xs:string?" select="$entry/(@when, @to, @notAfter)[1]"/>
    <xsl:variable name="kind" as="xs:string" select="
      if ($entry/@when) then 'exact' else if ($entry/@from or $entry/@to) then 'range'
      else if ($from and $to) then 'within' else if ($to) then 'before' else 'after'"/>
    <xsl:sequence select="
      if (exists(($from, $to))) then map{'from': $from, 'to': $to, 'kind': $kind, 'sort': ($from, $to)[1]} else ()"/>
  </xsl:function>

  <xsl:template match="(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listBibl | tei:listObject | tei:listNym)
      /*[@xml:id][self::tei:person | self::tei:personGrp | self::tei:place | self::tei:org | self::tei:event
      | self::tei:biblStruct | self::tei:object | self::tei:nym]"
      mode="e:content" as="element(h:article)" priority="3">
    <article>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="title" as="element()?" select="e:main-name(.)"/>
      <xsl:element name="h{if (../tei:head) then 3 else 2}">
        <xsl:apply-templates select="$title" mode="e:attributes"/>
        <xsl:apply-templates select="$title/node()" mode="e:content"/>
        <a class="permalink" href="#{@xml:id}" data-generated="" aria-label="{e:label('permalink')}">#</a>
      </xsl:element>
      <xsl:call-template name="e:when-and-where"/>
      <xsl:apply-templates select="* except $title" mode="e:entry"/>
      <xsl:call-template name="e:mentions"/>
    </article>
  </xsl:template>

  <xsl:template name="e:when-and-where" as="element(h:p)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="dates" as="map(*)?" select="e:dates(.)"/>
    <xsl:variable name="places" as="map(*)*" select="e:tokens(@where) ! e:link(.)[?href]"/>
    <xsl:if test="exists($dates) or exists($places)">
      <p class="when" data-generated="">
        <xsl:value-of select="$dates ! e:date-words(.)"/>
        <xsl:if test="exists($dates) and @cert = ('medium', 'low')">
          <span class="cert"> (<xsl:value-of select="e:label('cert.' || @cert)"/>)</span>
        </xsl:if>
        <xsl:for-each select="$places">
          <xsl:value-of select="if (position() = 1 and empty($dates)) then '' else ', '"/>
          <a href="{?href}"><xsl:value-of select="?title"/></a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- A relation says all it has to say in its attributes. -->
  <xsl:template match="tei:relation[not(*)]" mode="e:entry e:content e:header" as="element(h:p)" priority="4">
    <p>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span data-generated="">
        <span class="label"><xsl:value-of select="@name"/><xsl:text> </xsl:text></span>
        <xsl:for-each select="@active, @mutual, @passive">
          <xsl:if test="position() gt 1"> → </xsl:if>
          <xsl:for-each select="e:tokens(.) ! e:link(.)[?href]">
            <xsl:if test="position() gt 1">, </xsl:if>
            <a href="{?href}"><xsl:value-of select="(?title[.], ?target)[1]"/></a>
          </xsl:for-each>
        </xsl:for-each>
      </span>
    </p>
  </xsl:template>

  <xsl:template match="tei:listRelation" mode="e:entry" as="element(h:div)" priority="1">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="*" mode="e:entry"/>
    </div>
  </xsl:template>

  <!-- Anything else in an entry is told like a header: label and words. -->
  <xsl:template match="*" mode="e:entry" as="element()">
    <xsl:apply-templates select="." mode="e:header"/>
  </xsl:template>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:name" mode="e:entry"
      as="element(h:p)" priority="1">
    <p>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="label" data-generated="">
        <xsl:value-of select="e:label('name.' || (@type, 'other')[1])"/>
        <xsl:text> </xsl:text>
      </span>
      <xsl:apply-templates mode="e:content"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:note" mode="e:entry" as="element(h:div)" priority="1">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@type = 'identity'">
        <span class="label" data-generated="">
          <xsl:value-of select="e:label('identity')"/>
          <xsl:if test="@cert"> (<xsl:value-of select="e:label('cert.' || @cert)"/>)</xsl:if>
        </span>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:location" mode="e:entry" as="element(h:p)" priority="1">
    <p>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="label" data-generated="">
        <xsl:value-of select="e:label('location')"/>
        <xsl:if test="@cert"> (<xsl:value-of select="e:label('cert.' || @cert)"/>)</xsl:if>
        <xsl:text> </xsl:text>
      </span>
      <xsl:apply-templates mode="e:content"/>
    </p>
  </xsl:template>

  <!-- A title in a bibliography: a sentence that runs on with its own punctuation; then our notes on it. -->
  <xsl:template match="tei:listBibl/tei:bibl" mode="e:content" as="element(h:article)" priority="4">
    <article>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <p class="bibl-line">
        <xsl:apply-templates select="node() except tei:note" mode="e:content"/>
        <xsl:if test="@xml:id">
          <a class="permalink" href="#{@xml:id}" data-generated="" aria-label="{e:label('permalink')}">#</a>
        </xsl:if>
      </p>
      <xsl:apply-templates select="tei:note" mode="e:entry"/>
      <xsl:if test="@xml:id">
        <xsl:call-template name="e:mentions"/>
      </xsl:if>
    </article>
  </xsl:template>

  <!-- Where an entry's facts come from: one line. -->
  <xsl:template match="tei:bibl" mode="e:entry" as="element(h:p)" priority="1">
    <p>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="label" data-generated=""><xsl:value-of select="e:element-label('bibl')"/><xsl:text> </xsl:text></span>
      <xsl:apply-templates mode="e:content"/>
    </p>
  </xsl:template>

  <!-- Every mention, grouped by document: in its text first, then in our notes and in headers. -->
  <xsl:template name="e:mentions" as="element(h:div)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="mentions" as="map(*)*" select="$document?mentions?(string(@xml:id))?*"/>
    <xsl:if test="exists($mentions)">
      <div class="mentions" data-generated="">
        <h3><xsl:value-of select="e:label('mentions')"/></h3>
        <ul>
          <xsl:for-each-group select="$mentions" group-adjacent="?page">
            <li>
              <a href="{?page}"><xsl:value-of select="?title"/></a>
              <xsl:text>: </xsl:text>
              <xsl:for-each select="current-group()">
                <xsl:if test="position() gt 1">, </xsl:if>
                <a href="{?href}" class="area-{?area} role-{?role}">
                  <xsl:value-of select="(?entry[.], string-join((
                      e:label('block.' || ?block), ?ordinal[. gt 0] ! string(.)), ' '))[1]"/>
                </a>
              </xsl:for-each>
            </li>
          </xsl:for-each-group>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
