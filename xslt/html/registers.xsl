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
      <xsl:variable name="initials" as="xs:string*" select="distinct-values(*[@e:id] ! e:initial(.))[.]"/>
      <xsl:if test="count(*[@e:id]) gt 15 and deep-equal($initials, sort($initials))">
        <xsl:call-template name="e:initials"/>
      </xsl:if>
      <xsl:if test="count(*[@e:id]) gt 15 and $document?kind = 'register'">
        <xsl:sequence select="e:index-link($document?register), e:filter('article article')"/>
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
      <xsl:for-each-group select="*[@e:id]" group-by="e:initial(.)">
        <xsl:if test="current-grouping-key()">
          <a href="#{@e:id}"><xsl:value-of select="current-grouping-key()"/></a>
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
    <xsl:variable name="exact" as="xs:string?" select="$entry/(@when, @when-iso)[1]"/>
    <xsl:variable name="from" as="xs:string?" select="($exact, $entry/(@from, @notBefore, @from-iso, @notBefore-iso)[1])[1]"/>
    <xsl:variable name="to" as="xs:string?" select="($exact, $entry/(@to, @notAfter, @to-iso, @notAfter-iso)[1])[1]"/>
    <xsl:variable name="kind" as="xs:string" select="
      if ($exact) then 'exact'
      else if ($entry/@from and $entry/@to) then 'range' else if ($entry/@from) then 'since' else if ($entry/@to) then 'until'
      else if ($from and $to) then 'within' else if ($to) then 'before' else 'after'"/>
    <xsl:sequence select="
      if (exists(($from, $to))) then map{
        'from': $from, 'to': $to, 'kind': $kind, 'sort': ($from, $to)[1], 'calendar': e:calendar($entry)} else ()"/>
  </xsl:function>

  <!-- An entry: its name as a heading, when and where, what is told of it line by line, where it is mentioned. -->
  <xsl:template match="(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listObject | tei:listNym)
      /(tei:person | tei:personGrp | tei:place | tei:org | tei:event | tei:object | tei:nym)"
      mode="e:content" as="element(h:article)" priority="3">
    <article>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="title" as="element()?" select="e:main-name(.)"/>
      <xsl:element name="h{min((6, 2 + count(ancestor::*[*[position() lt 9]/self::tei:head])))}">
        <xsl:sequence select="e:headword(., $title)"/>
        <xsl:call-template name="e:permalink"/>
      </xsl:element>
      <xsl:call-template name="e:when-and-where"/>
      <xsl:sequence select="e:entry-told((* | text()[normalize-space()]) except $title, $title)"/>
      <xsl:call-template name="e:same-elsewhere"/>
      <xsl:call-template name="e:mentions"/>
    </article>
  </xsl:template>

  <!-- The name that an entry stands under, and when the person lived. -->
  <xsl:function name="e:headword" as="item()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="title" as="element()?"/>
    <xsl:choose>
      <xsl:when test="$title">
        <xsl:apply-templates select="$title" mode="e:attributes"/>
        <xsl:for-each select="$title[not(text()[normalize-space()])]"><xsl:call-template name="e:run"/></xsl:for-each>
        <xsl:apply-templates select="$title[text()[normalize-space()]]/node()" mode="e:content"/>
      </xsl:when>
      <xsl:otherwise>
        <span data-generated=""><xsl:value-of select="($entry/tei:objectIdentifier/tei:objectName[1] ! e:plain(.), $entry/(@n, @role, @type)[1] ! e:word(.), e:element-label(local-name($entry)))[1]"/></span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="e:life($entry)">
      <span class="life" data-generated=""><xsl:value-of select="' ' || ."/></span>
    </xsl:for-each>
  </xsl:function>

  <xsl:template name="e:permalink" as="element(h:a)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:if test="@e:id">
      <a class="permalink" href="#{@e:id}" data-generated="" aria-label="{e:label('permalink')}">#</a>
    </xsl:if>
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

  <!-- A relation says all it has to say in its attributes: who, what, to whom. -->
  <xsl:template match="tei:relation" mode="e:entry e:content e:header" as="element(h:div)" priority="4">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <b class="label" data-generated=""><xsl:value-of select="((@name, @type)[1] ! e:word(.), e:element-label('relation'))[1] || ' '"/></b>
      <span data-generated="">
        <xsl:sequence select="e:pointers(@active, e:label('separator.list'), false())"/>
        <xsl:if test="@active and @passive"><xsl:value-of select="' ' || e:label('relation.to') || ' '"/></xsl:if>
        <xsl:sequence select="e:pointers(@passive, e:label('separator.list'), false()), e:pointers(@mutual, ' ' || e:label('relation.with') || ' ', false())"/>
        <xsl:value-of select="e:dates(.) ! (' (' || e:date-words(.) || ')'), ' '[current()/*]" separator=""/>
      </span>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:listRelation" mode="e:entry e:content" as="element(h:div)" priority="1">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="not(tei:head)"><xsl:sequence select="e:group-label(.)"/></xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <!-- Anything else in an entry is told like a header: label and words. -->
  <xsl:template match="*" mode="e:entry" as="node()*">
    <xsl:apply-templates select="." mode="e:header"/>
  </xsl:template>

  <!-- What is said of a life and of a place: each takes one line, with its dates. -->
  <xsl:template match="tei:birth | tei:death | tei:floruit | tei:residence | tei:occupation | tei:affiliation | tei:education
      | tei:nationality | tei:faith | tei:sex | tei:gender | tei:age | tei:persPronouns | tei:langKnowledge | tei:socecStatus
      | tei:location | tei:state | tei:trait | tei:population | tei:climate | tei:terrain | tei:country | tei:region
      | tei:settlement | tei:district | tei:bloc | tei:geogFeat | tei:geo" mode="e:entry e:header" as="element(h:div)">
    <div class="{local-name()}">
      <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
      <xsl:if test="not(self::tei:occupation) or not(normalize-space())"><xsl:sequence select="e:header-label(.)"/></xsl:if>
      <xsl:if test="node() and (@when | @from | @to | @notBefore | @notAfter)[not(contains(current(), substring(., 1, 4)))]">
        <span class="when" data-generated=""><xsl:value-of select="e:dates(.) ! e:date-words(.)"/><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:call-template name="e:run"/>
    </div>
  </xsl:template>

  <!-- What is told of an entry; what the editors say on who is meant carries how sure they are. -->
  <xsl:template match="tei:note" mode="e:entry" as="element(h:div)" priority="1">
    <div class="{local-name()}">
      <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
      <xsl:if test="@type[not(. = 'description')]">
        <b class="label" data-generated="">
          <xsl:value-of select="string-join((
              ($labels('identity.of')[current()/@type = 'identity'], $labels(string(@type)), e:word((@subtype[current()/@type = 'IDNO'], @type)[1]))[1],
              @cert ! ('(' || e:label('cert.' || .) || ')')), ' ')"/>
        </b>
      </xsl:if>
      <xsl:call-template name="e:header-words"/>
    </div>
  </xsl:template>

  <!-- A title in a bibliography: a sentence that runs on with its own punctuation, or with ours; then our notes on it. -->
  <xsl:template match="tei:listBibl/tei:bibl | tei:listBibl/tei:biblStruct" mode="e:content" as="element(h:article)" priority="4">
    <article>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <!-- One of a template that nobody has filled in. -->
      <xsl:if test="empty(* | text()[normalize-space()])">
        <xsl:attribute name="hidden" select="''"/>
      </xsl:if>
      <div class="bibl-line">
        <xsl:sequence select="e:corpus(.) ! e:added(. || ' ')"/>
        <xsl:choose>
          <xsl:when test="text()[normalize-space()]">
            <xsl:apply-templates select="node() except tei:note" mode="e:content"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:for-each select="* except (tei:note | tei:idno)">
              <xsl:if test="position() gt 1"><xsl:sequence select="e:separator(e:label('separator.list'))"/></xsl:if>
              <xsl:apply-templates select="." mode="e:run"/>
            </xsl:for-each>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="@xml:id or $document?kind = 'register'">
          <xsl:call-template name="e:permalink"/>
        </xsl:if>
      </div>
      <xsl:sequence select="e:entry-told((tei:idno[not(../text()[normalize-space()])], tei:note), ())"/>
      <xsl:if test="@e:id">
        <xsl:call-template name="e:mentions"/>
      </xsl:if>
    </article>
  </xsl:template>

</xsl:stylesheet>
