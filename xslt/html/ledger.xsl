<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The ledger: classification, texts that are not here, state of the work, gaps and what was supplied. -->

  <xsl:template name="e:ledger-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="title" as="xs:string" select="string-join((e:label('ledger'), $document?number[. gt 1] ! e:digits(string(.))), ' ')"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': $title, 'class': 'page-ledger', 'path': $document?page, 'stylesheets': ['assets/ways.css']}"/>
      <xsl:with-param name="main">
        <article class="ways" data-generated="">
          <header class="document-head">
            <h1><xsl:value-of select="$title"/></h1>
            <p class="abstract"><xsl:value-of select="e:label('ledger.about')"/></p>
          </header>
          <xsl:if test="array:size($document?texts) gt 0">
            <xsl:call-template name="e:ledger-sums"/>
          </xsl:if>
          <xsl:if test="array:size($document?documents) gt 0">
            <xsl:call-template name="e:ledger-documents"/>
          </xsl:if>
          <xsl:if test="array:size($document?losses) gt 0">
            <xsl:call-template name="e:ledger-losses"/>
          </xsl:if>
          <xsl:sequence select="e:numbered-pages($document?pages, $document?page)"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The figures of the whole edition. -->
  <xsl:template name="e:ledger-sums" as="element(h:dl)">
    <xsl:context-item use="optional"/>
    <dl class="facts">
      <xsl:for-each select="'texts', 'classes', 'states'">
        <xsl:variable name="key" as="xs:string" select="."/>
        <xsl:if test="array:size($document?($key)) gt 0">
          <div>
            <dt><xsl:value-of select="e:label('ledger.' || $key)"/></dt>
            <dd>
              <xsl:value-of select="$document?($key)?* ! (e:ledger-name($key, ?name) || ': ' || e:digits(string(?count)))" separator="; "/>
            </dd>
          </div>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="$document?sums?*">
        <div>
          <dt><xsl:value-of select="e:label('tei.' || ?name)"/></dt>
          <dd><xsl:value-of select="e:label('ledger.sum')
              => replace('\{count\}', e:digits(string(?count))) => replace('\{documents\}', e:digits(string(?documents)))"/></dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:function name="e:ledger-name" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="
      if ($key = 'texts') then e:label('ledger.text.' || $name)
      else if ($key = 'states') then ($labels('status.' || $name), $name)[1]
      else $name"/>
  </xsl:function>

  <!-- A row for each document: classified how, in which state, with its text or without. -->
  <xsl:template name="e:ledger-documents" as="element()*">
    <xsl:context-item use="optional"/>
    <h2><xsl:value-of select="e:label('ledger.documents')"/></h2>
    <xsl:variable name="columns" as="xs:string+" select="('texts', 'classes'[array:size($document?classes) gt 0], 'states'[array:size($document?states) gt 0])"/>
    <table class="ledger stacked">
      <caption class="vh"><xsl:value-of select="e:label('ledger.documents')"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="'document', $columns">
            <th scope="col"><xsl:value-of select="e:label('ledger.' || .)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$document?documents?*">
          <xsl:variable name="entry" as="map(*)" select="."/>
          <tr>
            <th scope="row">
              <a href="{?page}"><xsl:value-of select="?title"/></a>
              <xsl:if test="exists(?date)">
                <span class="count"><xsl:text>, </xsl:text><xsl:value-of select="e:date-words(?date)"/></span>
              </xsl:if>
            </th>
            <xsl:for-each select="$columns">
              <td>
                <xsl:value-of select="
                  if (. = 'texts') then e:label('ledger.text.' || (if ($entry?absent) then 'absent' else 'present'))
                  else if (. = 'states') then $entry?state[.] ! e:ledger-name('states', .)
                  else string-join($entry?classes?*, '; ')"/>
              </td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:if test="$document?more gt 0">
      <p class="hint"><xsl:value-of select="e:label('ledger.more') => replace('\{number\}', e:digits(string($document?more)))"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="e:ledger-losses" as="element()*">
    <xsl:context-item use="optional"/>
    <h2><xsl:value-of select="e:label('ledger.losses')"/></h2>
    <p class="hint"><xsl:value-of select="e:label('ledger.losses.about')"/></p>
    <table class="ledger stacked losses">
      <caption class="vh"><xsl:value-of select="e:label('ledger.losses')"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="'document', 'what', 'count', 'where'">
            <th scope="col" class="{.}"><xsl:value-of select="e:label('ledger.' || .)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each-group select="$document?losses?*" group-adjacent="?page">
          <xsl:for-each select="current-group()">
            <tr>
              <xsl:if test="position() = 1">
                <th scope="row" rowspan="{count(current-group())}"><a href="{?page}"><xsl:value-of select="?title"/></a></th>
              </xsl:if>
              <td><xsl:value-of select="e:label('tei.' || ?name), e:ledger-reason(?reason), e:ledger-extent(?extent)" separator=", "/></td>
              <td class="number"><xsl:value-of select="e:digits(string(?count))"/></td>
              <td>
                <xsl:for-each select="?places?*">
                  <xsl:if test="position() gt 1"><xsl:text>, </xsl:text></xsl:if>
                  <a href="{?href}"><xsl:value-of select="e:label('block.' || ?block), ?ordinal[.] ! e:digits(.)"/></a>
                </xsl:for-each>
                <xsl:if test="?count gt array:size(?places) and array:size(?places) ge 12"><xsl:text> …</xsl:text></xsl:if>
              </td>
            </tr>
          </xsl:for-each>
        </xsl:for-each-group>
      </tbody>
    </table>
  </xsl:template>

  <xsl:function name="e:ledger-reason" as="xs:string?">
    <xsl:param name="reason" as="xs:string"/>
    <xsl:sequence select="($labels('ledger.reason.' || $reason), $labels('reason.' || $reason), $reason)[1][.]"/>
  </xsl:function>

  <!-- "3 chars" in words. -->
  <xsl:function name="e:ledger-extent" as="xs:string?">
    <xsl:param name="extent" as="xs:string"/>
    <xsl:variable name="number" as="xs:string?" select="tokenize($extent)[1][matches(., '^[\d.]+$')]"/>
    <xsl:variable name="unit" as="xs:string" select="normalize-space(substring-after($extent, string($number)))"/>
    <xsl:sequence select="
      if ($number) then string-join((e:digits($number), ((e:unit-form($number), 'unit.') ! $labels(. || $unit), $unit[.])[1]), ' ')
      else $extent[.]"/>
  </xsl:function>

  <!-- The pages of a list that has several. -->
  <xsl:function name="e:numbered-pages" as="element(h:p)?">
    <xsl:param name="pages" as="array(*)"/>
    <xsl:param name="here" as="xs:string"/>
    <xsl:if test="array:size($pages) gt 1">
      <p class="orders">
        <xsl:for-each select="$pages?*">
          <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
          <a href="{.}">
            <xsl:if test=". = $here">
              <xsl:attribute name="aria-current" select="'page'"/>
            </xsl:if>
            <xsl:value-of select="e:digits(string(position()))"/>
          </a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
