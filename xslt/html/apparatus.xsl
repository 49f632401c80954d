<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The critical apparatus where it stands in the source. In parallel segmentation all readings stand in the text, the
       base shown and the others folded; entries.xsl says them again behind the text. Entries that stand apart from the
       text (location referenced, double end-point) are a list in their own place. A switch shows the text of one
       witness: it works by the numbers that witnesses have in data-wit and data-other, and rules of CSS. -->

  <!-- The most witnesses that the switch has rules for. -->
  <xsl:variable name="e:most-witnesses" as="xs:integer" select="24"/>

  <xsl:key name="e:variant-encoding" match="tei:variantEncoding" use="'method'"/>

  <!-- The place of an entry among those of its document, in the order of their ends: there its call stands. -->
  <xsl:accumulator name="e:reading" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:app" phase="end" select="$value + 1"/>
  </xsl:accumulator>

  <!-- True where the readings are part of the text, so that one of them must be read on. -->
  <xsl:function name="e:is-parallel" as="xs:boolean" visibility="public">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="
      empty($app/(@from, @to, @loc, ancestor::tei:listApp, ancestor::tei:standOff, ancestor::tei:div[@type = 'apparatus']))
      and not(key('e:variant-encoding', 'method', root($app))/@method = ('location-referenced', 'double-end-point'))"/>
  </xsl:function>

  <!-- True for an entry of a list that stands apart from the text: among entries only, or behind the text. -->
  <xsl:function name="e:is-listed" as="xs:boolean" visibility="public">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="
      not(e:is-parallel($app)) and (exists($app/(ancestor::tei:listApp, ancestor::tei:standOff, ancestor::tei:back, ancestor::tei:div[@type = 'apparatus']))
        or exists($app/parent::*[not(self::tei:l or self::tei:lg or self::tei:seg)]
          [empty(text()[normalize-space()]) and empty(* except (tei:app, tei:head, tei:note, tei:pb, tei:lb))]))"/>
  </xsl:function>

  <!-- The readings of an entry, not those of entries within it. -->
  <xsl:function name="e:readings-of" as="element()*" visibility="public">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="$app/(tei:lem | tei:rdg | tei:rdgGrp//(tei:lem | tei:rdg)[ancestor::tei:app[1] is $app])"/>
  </xsl:function>

  <xsl:function name="e:reading-number" as="xs:string">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="$app ! string(accumulator-after('e:reading'))"/>
  </xsl:function>

  <!-- The witnesses of a reading: of its own, of the groups it stands in, of the words of wit in it or behind it. -->
  <xsl:function name="e:witnesses-of" as="xs:string*" visibility="public">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="behind" as="element()?" select="$reading/following-sibling::*[1]/self::tei:wit"/>
    <xsl:variable name="written" as="xs:string*" select="
      $reading/(@wit, ancestor::tei:rdgGrp[ancestor::tei:app[1] is $reading/ancestor::tei:app[1]]/@wit) ! tokenize(.),
      ($reading/tei:wit, $behind) ! tokenize(., '[\s,;.]+')[.]"/>
    <xsl:sequence select="distinct-values($written ! e:witness-token(., root($reading)))"/>
  </xsl:function>

  <!-- A witness as a pointer, if its name is an id of the document. -->
  <xsl:function name="e:witness-token" as="xs:string">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="root" as="node()"/>
    <xsl:sequence select="if ($token castable as xs:NCName and exists(id($token, $root))) then '#' || $token else $token"/>
  </xsl:function>

  <!-- The sigla of a page in their order: as the list of witnesses has them, then as readings name them. -->
  <xsl:function name="e:sigla" as="xs:string*" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="distinct-values((
      $root//tei:listWit//tei:witness/@xml:id ! ('#' || .), e:units($root)//(tei:lem | tei:rdg)[ancestor::tei:app] ! e:witnesses-of(.)))"/>
  </xsl:function>

  <xsl:template name="e:witness-switch" as="element(h:fieldset)?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="root" as="document-node()" select="."/>
    <xsl:variable name="sigla" as="xs:string*" select="if (e:has(., 'app') and //tei:app[e:is-parallel(.)]) then e:sigla(.) else ()"/>
    <xsl:if test="exists($sigla)">
      <fieldset class="witnesses">
        <legend><xsl:value-of select="e:label('witness')"/></legend>
        <label><input type="radio" name="witness" id="-wit-0" value="" checked="checked"/>
          <xsl:text> </xsl:text><xsl:value-of select="e:label('witness.base')"/></label>
        <xsl:for-each select="$sigla[position() le $e:most-witnesses]">
          <label><input type="radio" name="witness" id="-wit-{position()}" value="{encode-for-uri(replace(., '^#', ''))}"/>
            <xsl:text> </xsl:text><xsl:value-of select="e:siglum(., $root)"/></label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <!-- What a witness is called in the apparatus. -->
  <xsl:function name="e:siglum" as="xs:string" visibility="public">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="witness" as="element()?" select="id(substring-after($token, '#'), $root)"/>
    <xsl:variable name="written" as="xs:string?" select="
      $witness[matches(@xml:id, '^(w|wit|witness)[-_.]?\d+$')][empty(*)] ! normalize-space()[string-length() = 1 to 8]"/>
    <xsl:sequence select="($witness/@n/string()[.], $written, $witness/(tei:abbr, tei:idno[not(matches(., '\S\s+\S'))])[1][string-length() lt 12] ! normalize-space()[.],
        $witness/self::tei:witness/@xml:id/string(), e:link($token)?short[.], replace($token, '^.*[:#/]', ''))[1]"/>
  </xsl:function>

  <!-- An entry in running text: the base, then the other readings, then the call of what the list says of them. -->
  <xsl:template match="tei:app" mode="e:content" as="element()">
    <xsl:param name="e:witnesses" as="map(xs:string, xs:integer)" select="map{}" tunnel="yes"/>
    <xsl:variable name="readings" as="element()*" select="e:readings-of(.)"/>
    <xsl:variable name="block" as="xs:boolean" select="e:is-block(.)"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:reading-call(.)[$block]"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="e:content">
        <xsl:with-param name="e:base" select="if (e:is-parallel(.)) then $readings[1] else ()" tunnel="yes"/>
        <xsl:with-param name="e:attested" tunnel="yes" select="
          distinct-values($readings ! e:witnesses-of(.) ! e:witness-numbers(., current(), $e:witnesses))"/>
      </xsl:apply-templates>
      <xsl:sequence select="e:reading-call(.)[not($block)]"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="e:reading-call" as="element()">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="number" as="xs:string" select="e:reading-number($app)"/>
    <xsl:variable name="linked" as="xs:boolean" select="not(e:is-in-link($app))"/>
    <xsl:element name="{if ($linked) then 'a' else 'span'}">
      <xsl:attribute name="class" select="'reading-call'"/>
      <xsl:attribute name="id" select="'-reading-' || $number"/>
      <xsl:attribute name="data-generated" select="''"/>
      <xsl:if test="$linked">
        <xsl:attribute name="href" select="'#-entry-' || $number"/>
        <xsl:attribute name="aria-label" select="e:label('reading') || ' ' || $number"/>
      </xsl:if>
      <xsl:value-of select="$number"/>
    </xsl:element>
  </xsl:function>

  <!-- The numbers of a witness in the switch; a group of witnesses has those of its members. -->
  <xsl:function name="e:witness-numbers" as="xs:string*">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="witnesses" as="map(xs:string, xs:integer)"/>
    <xsl:variable name="group" as="element()?" select="id(substring-after($token, '#'), $node)[self::tei:witness or self::tei:listWit]"/>
    <xsl:sequence select="($token, $group//tei:witness/@xml:id ! ('#' || .)) ! $witnesses(.) ! ('w' || .)"/>
  </xsl:function>

  <!-- data-wit: who has this reading; data-other: who has another one in its place. -->
  <xsl:template match="tei:lem | tei:rdg" mode="e:content" as="element()">
    <xsl:param name="e:base" as="element()?" tunnel="yes"/>
    <xsl:param name="e:attested" as="xs:string*" tunnel="yes"/>
    <xsl:param name="e:witnesses" as="map(xs:string, xs:integer)" select="map{}" tunnel="yes"/>
    <xsl:variable name="own" as="xs:string*" select="e:witnesses-of(.)[exists($e:base)] ! e:witness-numbers(., current(), $e:witnesses)"/>
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:attribute name="data-reading" select="if (exists($e:base) and . is $e:base) then 'base' else 'variant'"/>
      <xsl:if test="exists($own)">
        <xsl:attribute name="data-wit" select="distinct-values($own)"/>
      </xsl:if>
      <xsl:if test="exists($e:base) and exists($e:attested[not(. = $own)])">
        <xsl:attribute name="data-other" select="$e:attested[not(. = $own)]"/>
      </xsl:if>
      <xsl:sequence select="e:tooltip(.)"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="e:is-omission(.) and not($e:base is .)">
        <xsl:sequence select="e:added(e:label('omitted'))"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- True for a reading without words: its witnesses have nothing in this place. -->
  <xsl:function name="e:is-omission" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="not($reading[normalize-space()]) and empty($reading//(tei:gap | tei:space[not(@quantity = '0')] | tei:g | tei:graphic
        | tei:lacunaStart | tei:lacunaEnd | tei:witStart | tei:witEnd | tei:ptr))"/>
  </xsl:function>

  <xsl:template match="tei:rdgGrp" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Details of witnesses are folded with the readings: the list says them. -->
  <xsl:template match="tei:wit | tei:witDetail | (tei:app | tei:rdg)/tei:note[not(@e:n)]" mode="e:content" as="element()" priority="3">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:attribute name="data-reading" select="'detail'"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- The list of witnesses: what the sigla stand for. -->
  <xsl:template match="tei:witness" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:witness-label(.)"/>
      <div class="line"><xsl:apply-templates mode="e:content"/></div>
    </div>
  </xsl:template>

  <xsl:template match="tei:witness" mode="e:header" as="element(h:div)" priority="4">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:witness-label(.)"/>
      <div class="{if (text()[normalize-space()]) then 'line' else 'group'}">
        <xsl:choose>
          <xsl:when test="text()[normalize-space()]">
            <xsl:call-template name="e:header-words"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="*" mode="e:header"/>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </div>
  </xsl:template>

  <xsl:function name="e:witness-label" as="element(h:div)">
    <xsl:param name="witness" as="element(tei:witness)"/>
    <div class="label siglum" data-generated="">
      <xsl:value-of select="e:siglum(($witness/@xml:id ! ('#' || .), $witness/@n, '')[1], root($witness))"/>
    </div>
  </xsl:function>

</xsl:stylesheet>
