<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Who answers for the edition: imprint, accessibility, self-assessment, and the way to them from every page. -->

  <!-- The way to these pages from every other, and to whom an error on it is reported. -->
  <xsl:template name="e:colophon-links" as="element(h:p)">
    <xsl:context-item use="optional"/>
    <xsl:param name="e:facts" as="map(*)" select="map{}" tunnel="yes"/>
    <p class="colophon">
      <a href="data.html"><xsl:value-of select="e:label('data')"/></a>
      <a href="imprint.html"><xsl:value-of select="e:label('imprint')"/></a>
      <a href="imprint.html#-accessibility"><xsl:value-of select="e:label('accessibility')"/></a>
      <a href="making.html"><xsl:value-of select="e:label('making')"/></a>
      <a href="assessment.html"><xsl:value-of select="e:label('assessment')"/></a>
      <xsl:if test="$site?imprint?report">
        <a href="{e:report-address($e:facts)}"><xsl:value-of select="e:label('report')"/></a>
      </xsl:if>
    </p>
  </xsl:template>

  <!-- Where an error on a page is reported, with the title and the address of the page. -->
  <xsl:function name="e:report-address" as="xs:string">
    <xsl:param name="facts" as="map(*)"/>
    <xsl:variable name="title" as="xs:string" select="string(($facts?title, $site?title)[1])"/>
    <xsl:variable name="address" as="xs:string" select="$site?url || ($facts?path, $document?page, 'index.html')[1]"/>
    <xsl:sequence select="$site?imprint?report
        => replace('{title}', encode-for-uri($title), 'q') => replace('{url}', encode-for-uri($address), 'q')"/>
  </xsl:function>

  <xsl:template name="e:imprint-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:colophon-page">
      <xsl:with-param name="key" select="'imprint'"/>
      <xsl:with-param name="main">
        <dl class="facts">
          <xsl:sequence select="
            e:fact('imprint.publisher', $site?publisher[.]), e:fact('imprint.editors', $site?editors?*[.] => string-join(', ')),
            e:fact('version', $site?version[.]), e:fact('licence', $site?licence[.])"/>
          <xsl:sequence select="e:fact-link('imprint.address', $site?url[.], $site?url[.])"/>
          <xsl:sequence select="e:fact-link('contact', $site?imprint?contact[.], $site?imprint?href[.])"/>
        </dl>
        <xsl:sequence select="e:paragraphs($site?imprint?text)"/>
        <section id="-accessibility">
          <h2><xsl:value-of select="e:label('accessibility')"/></h2>
          <xsl:sequence select="e:accessibility-statement()"/>
        </section>
        <xsl:if test="$site?imprint?report">
          <section id="-report">
            <h2><xsl:value-of select="e:label('report')"/></h2>
            <p><xsl:value-of select="e:label('report.why')"/></p>
          </section>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- What the edition says of its accessibility; where it says nothing, what is known, and that the rest is not. -->
  <xsl:function name="e:accessibility-statement" as="element(h:p)*">
    <xsl:choose>
      <xsl:when test="array:size($site?imprint?accessibility) gt 0">
        <xsl:sequence select="e:paragraphs($site?imprint?accessibility)"/>
      </xsl:when>
      <xsl:otherwise>
        <p><xsl:value-of select="e:label('accessibility.tested') => replace('{program}', $site?generator, 'q')"/></p>
        <p><xsl:value-of select="e:label('accessibility.unknown')"/></p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="$site?imprint?report">
        <p>
          <xsl:value-of select="e:label('accessibility.report')"/>
          <xsl:text> </xsl:text>
          <a href="{e:report-address(map{'title': e:label('accessibility'), 'path': 'imprint.html'})}"><xsl:value-of select="e:label('report')"/></a>
        </p>
      </xsl:when>
      <xsl:when test="$site?imprint?contact">
        <p><xsl:value-of select="e:label('accessibility.report') || ' ' || $site?imprint?contact"/></p>
      </xsl:when>
      <xsl:otherwise>
        <p><xsl:value-of select="e:label('accessibility.nobody')"/></p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- How the edition stands by the criteria of reviewers, and what could be added. -->
  <xsl:template name="e:assessment-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:colophon-page">
      <xsl:with-param name="key" select="'assessment'"/>
      <xsl:with-param name="main">
        <p><xsl:value-of select="e:label('assessment.intro')"/></p>
        <p class="tally">
          <xsl:for-each select="$document?counts?*">
            <span class="status" data-status="{?status}"><xsl:value-of select="e:label('status.' || ?status)"/>: <xsl:value-of select="e:number(?count)"/></span>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </p>
        <xsl:for-each select="$document?areas?*">
          <h2><xsl:value-of select="e:label('assessment.area.' || ?name)"/></h2>
          <ul class="criteria" role="list">
            <xsl:sequence select="?criteria?* ! e:criterion(.)"/>
          </ul>
        </xsl:for-each>
        <section id="-tasks">
          <h2><xsl:value-of select="e:label('assessment.tasks')"/></h2>
          <xsl:sequence select="e:tasks($document?tasks?*)"/>
        </section>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="e:criterion" as="element(h:li)">
    <xsl:param name="criterion" as="map(*)"/>
    <li>
      <span class="status" data-status="{$criterion?status}"><xsl:value-of select="e:label('status.' || $criterion?status)"/></span>
      <div>
        <p><xsl:value-of select="e:label('assessment.is.' || $criterion?name)"/></p>
        <p class="meta">
          <bdi><xsl:value-of select="$criterion?codes"/></bdi>
          <xsl:if test="exists($criterion?share)">
            <xsl:value-of select="' · ' || (e:label('assessment.share') => replace('{count}', e:number($criterion?share?1), 'q')
                => replace('{all}', e:number($criterion?share?2), 'q'))"/>
          </xsl:if>
          <xsl:for-each select="$criterion?evidence?*">
            <xsl:text> · </xsl:text>
            <a href="{if (matches(?href, '\.html(#|$)')) then ?href else e:asset(?href)}"><xsl:value-of select="(?label[.] ! e:label(.), ?text)[1]"/></a>
          </xsl:for-each>
        </p>
      </div>
    </li>
  </xsl:function>

  <!-- What could be added, each with the key of the configuration or the element of TEI that would say it. -->
  <xsl:function name="e:tasks" as="element()">
    <xsl:param name="tasks" as="map(*)*"/>
    <xsl:choose>
      <xsl:when test="empty($tasks)">
        <p><xsl:value-of select="e:label('assessment.done')"/></p>
      </xsl:when>
      <xsl:otherwise>
        <ul class="tasks">
          <xsl:for-each select="$tasks">
            <li>
              <xsl:value-of select="e:label('assessment.is.' || ?name)"/>
              <xsl:text>: </xsl:text>
              <xsl:for-each select="?wanted?*">
                <xsl:if test="position() gt 1"><xsl:text>, </xsl:text></xsl:if>
                <code dir="ltr"><xsl:value-of select="."/></code>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- One of these pages, called after the label of its key. -->
  <xsl:template name="e:colophon-page" as="element(h:html)">
    <xsl:context-item use="optional"/>
    <xsl:param name="key" as="xs:string" required="yes"/>
    <xsl:param name="main" as="node()*" required="yes"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map{
          'title': e:label($key), 'class': 'page-' || $key, 'path': $key || '.html', 'stylesheets': ['assets/colophon.css']}"/>
      <xsl:with-param name="main">
        <article data-generated="">
          <header class="document-head"><h1><xsl:value-of select="e:label($key)"/></h1></header>
          <xsl:sequence select="$main"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A line of facts; none where there is nothing to say. -->
  <xsl:function name="e:fact" as="element(h:div)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="e:fact-link($key, $value, ())"/>
  </xsl:function>

  <xsl:function name="e:fact-link" as="element(h:div)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:if test="$value">
      <div>
        <dt><xsl:value-of select="e:label($key)"/></dt>
        <dd>
          <xsl:choose>
            <xsl:when test="$href"><a href="{$href}"><xsl:value-of select="$value"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="$value"/></xsl:otherwise>
          </xsl:choose>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- The words of a configuration: an array of paragraphs. -->
  <xsl:function name="e:paragraphs" as="element(h:p)*">
    <xsl:param name="texts" as="array(*)"/>
    <xsl:for-each select="$texts?*">
      <p><xsl:value-of select="."/></p>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="e:number" as="xs:string">
    <xsl:param name="number" as="xs:numeric"/>
    <xsl:sequence select="e:digits(translate(format-integer(xs:integer($number), '#,##0'), ',', e:label('thousands')))"/>
  </xsl:function>

</xsl:stylesheet>
