<?xml version="1.0" encoding="UTF-8"?>
<!--
  Turns a Schematron schema, found good by check.xsl, into an XSLT 3.0 stylesheet that returns the failures of one
  document as a JSON array.

  In the stylesheet a pattern is a mode and a rule is a template of it; an earlier rule has a higher priority, so the
  first match of a pattern wins. One list of all nodes is given to each mode in turn, without recursion: a template
  that had to walk on by itself costs six times as much, and loses the nodes inside a matched node.

  Names of our own are written Q{urn:…}name there, so that no prefix, variable or function of the schema's author can
  collide with them.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:x-edition:schematron:out"
  xmlns:c="urn:x-edition:schematron:compile"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron"
  exclude-result-prefixes="#all"
  default-mode="transpile"
  expand-text="yes">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- expand: schema to schema; what an abstract rule says stands afterwards in each rule that extends it -->
  <xsl:mode name="expand" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <!-- transpile: expanded schema to stylesheet -->
  <xsl:mode name="transpile" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="c:abstract-rule" match="rule[@abstract = 'true']" use="@id"/>

  <!-- The only entry: expand, then transpile. -->
  <xsl:template match="/" as="element(xsl:stylesheet)" mode="transpile">
    <xsl:variable name="expanded" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="*" mode="expand"/>
      </xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$expanded/schema" mode="transpile"/>
  </xsl:template>

  <xsl:template match="title | p | rule[@abstract = 'true']" mode="expand"/>

  <xsl:template match="extends" as="element()*" mode="expand">
    <xsl:apply-templates select="key('c:abstract-rule', @rule)/*" mode="expand"/>
  </xsl:template>

  <xsl:template match="schema" as="element(xsl:stylesheet)" mode="transpile">
    <out:stylesheet version="3.0">
      <xsl:for-each select="ns">
        <xsl:namespace name="{@prefix}" select="string(@uri)"/>
      </xsl:for-each>
      <out:output method="json"/>
      <xsl:copy-of select="xsl:key, xsl:function"/>
      <xsl:apply-templates select="let" mode="transpile"/>
      <out:variable name="{c:own('nodes')}" as="node()*" select="descendant-or-self::node() | descendant::*/@*"/>
      <out:template match="/">
        <out:variable name="failures" as="map(*)*">
          <xsl:for-each select="pattern">
            <out:call-template name="{c:pattern-name(.)}"/>
          </xsl:for-each>
        </out:variable>
        <out:sequence select="array {{ $failures }}"/>
      </out:template>
      <xsl:apply-templates select="pattern" mode="transpile"/>
      <xsl:sequence select="c:failure-template()"/>
    </out:stylesheet>
  </xsl:template>

  <xsl:template match="let" as="element(xsl:variable)" mode="transpile">
    <out:variable>
      <xsl:copy-of select="@name, @as"/>
      <xsl:attribute name="select" select="@value"/>
    </out:variable>
  </xsl:template>

  <!-- The catch-all keeps a mode from descending by itself: even deep-skip goes from a document to its root. -->
  <xsl:template match="pattern" as="element()*" mode="transpile">
    <xsl:variable name="name" as="xs:string" select="c:pattern-name(.)"/>
    <out:mode name="{$name}" on-no-match="fail"/>
    <out:template name="{$name}" as="map(*)*">
      <xsl:apply-templates select="let" mode="transpile"/>
      <out:apply-templates select="${c:own('nodes')}" mode="{$name}">
        <xsl:for-each select="let">
          <out:with-param name="{@name}" select="${@name}"/>
        </xsl:for-each>
      </out:apply-templates>
    </out:template>
    <out:template match="." mode="{$name}" priority="0" as="map(*)*"/>
    <xsl:apply-templates select="rule" mode="transpile"/>
  </xsl:template>

  <!-- An error inside a rule (a cast that fails, say) is a failure of that rule, so that it cannot hide the others. -->
  <xsl:template match="rule" as="element(xsl:template)" mode="transpile">
    <out:template match="{@context}" mode="{c:pattern-name(..)}" priority="{1 + count(following-sibling::rule)}"
      as="map(*)*">
      <xsl:for-each select="../let">
        <out:param>
          <xsl:copy-of select="@name, @as"/>
        </out:param>
      </xsl:for-each>
      <out:try>
        <xsl:apply-templates select="*" mode="transpile"/>
        <out:catch>
          <out:call-template name="{c:own('failure')}">
            <out:with-param name="id" select="{c:literal(c:rule-id(.))}"/>
            <out:with-param name="role" select="'error'"/>
            <out:with-param name="message" select="'The rule cannot be evaluated here: '
              || $Q{{http://www.w3.org/2005/xqt-errors}}description"/>
          </out:call-template>
        </out:catch>
      </out:try>
    </out:template>
  </xsl:template>

  <xsl:template match="assert" as="element(xsl:if)" mode="transpile">
    <out:if test="not({@test})">
      <xsl:sequence select="c:failure-call(.)"/>
    </out:if>
  </xsl:template>

  <xsl:template match="report" as="element(xsl:if)" mode="transpile">
    <out:if test="{@test}">
      <xsl:sequence select="c:failure-call(.)"/>
    </out:if>
  </xsl:template>

  <xsl:template match="value-of" as="element(xsl:value-of)" mode="transpile">
    <out:value-of select="{@select}"/>
  </xsl:template>

  <xsl:template match="name" as="element(xsl:value-of)" mode="transpile">
    <out:value-of select="name({(@path, '.')[1]})"/>
  </xsl:template>

  <xsl:template match="emph | span | dir" as="element(xsl:text)*" mode="transpile">
    <xsl:apply-templates mode="transpile"/>
  </xsl:template>

  <xsl:template match="text()" as="element(xsl:text)" mode="transpile">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="transpile"/>

  <xsl:function name="c:failure-call" as="element(xsl:call-template)">
    <xsl:param name="test" as="element()"/>
    <out:call-template name="{c:own('failure')}">
      <out:with-param name="id" select="{c:literal(c:test-id($test))}"/>
      <out:with-param name="role" select="{c:literal(($test/@role, $test/../@role, 'error')[1])}"/>
      <out:with-param name="message">
        <out:value-of>
          <xsl:apply-templates select="$test/node()" mode="transpile"/>
        </out:value-of>
      </out:with-param>
    </out:call-template>
  </xsl:function>

  <!-- Counting `preceding` is slow, but only failing nodes pay for it. -->
  <xsl:function name="c:failure-template" as="element(xsl:template)">
    <out:template name="{c:own('failure')}" as="map(*)">
      <out:param name="id"/>
      <out:param name="role"/>
      <out:param name="message"/>
      <out:variable name="owner" select="ancestor-or-self::*[1]"/>
      <out:map>
        <out:map-entry key="'id'" select="$id"/>
        <out:map-entry key="'role'" select="$role"/>
        <out:map-entry key="'message'" select="normalize-space($message)"/>
        <out:map-entry key="'number'" select="count($owner/(ancestor::* | preceding::*))"/>
        <out:map-entry key="'attribute'" select="if (. instance of attribute()) then name() else ()"/>
        <out:map-entry key="'path'" select="path()"/>
      </out:map>
    </out:template>
  </xsl:function>

  <xsl:function name="c:own" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="'Q{urn:x-edition:schematron:run}' || $name"/>
  </xsl:function>

  <xsl:function name="c:pattern-name" as="xs:string">
    <xsl:param name="pattern" as="element(pattern)"/>
    <xsl:sequence select="c:own('pattern-' || c:ordinal($pattern))"/>
  </xsl:function>

  <xsl:function name="c:rule-id" as="xs:string">
    <xsl:param name="rule" as="element(rule)"/>
    <xsl:variable name="pattern" as="element(pattern)" select="$rule/.."/>
    <xsl:variable name="base" as="xs:string" select="($pattern/@id, 'pattern-' || c:ordinal($pattern))[1]"/>
    <xsl:sequence select="($rule/@id, $base || '-rule-' || c:ordinal($rule))[1]"/>
  </xsl:function>

  <!-- The id of an assert or report; without one, a name made from its place, which changes when the schema does. -->
  <xsl:function name="c:test-id" as="xs:string">
    <xsl:param name="test" as="element()"/>
    <xsl:sequence select="($test/@id, c:rule-id($test/..) || '-' || local-name($test) || '-' || c:ordinal($test))[1]"/>
  </xsl:function>

  <xsl:function name="c:ordinal" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="1 + count($element/preceding-sibling::*[node-name() = node-name($element)])"/>
  </xsl:function>

  <xsl:function name="c:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select='"&apos;" || replace($text, "&apos;", "&apos;&apos;") || "&apos;"'/>
  </xsl:function>

</xsl:stylesheet>
