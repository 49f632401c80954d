<?xml version="1.0" encoding="UTF-8"?>
<!--
  Turns a schema that expand.py has reduced to plain patterns into an XSLT 3.0 stylesheet, which returns what the rules
  find in one document as a JSON array.

  In the stylesheet a pattern is a mode and a rule is a template of it; an earlier rule has a higher priority, so the
  first match of a pattern wins. One list of nodes is given to each mode in turn, without recursion: a template that had
  to walk on by itself costs six times as much, and loses the nodes inside a matched node.

  An expression of the schema always fills an attribute of its own: joined to words of ours, a stray bracket in it
  would change their meaning and not be noticed. Names of ours are written Q{urn:…}name, so that nothing of the author
  can collide with them. @own:at says which place of the schema an instruction comes from. With schema/@trace the stylesheet also tells which rules were asked about which nodes.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:x-edition:schematron:out"
  xmlns:c="urn:x-edition:schematron:compile"
  xmlns:own="urn:x-edition:schematron"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron"
  exclude-result-prefixes="#all"
  default-mode="c:part"
  expand-text="yes">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <!-- A part of the schema to its part of the stylesheet. -->
  <xsl:mode name="c:part" on-no-match="fail" on-multiple-match="fail"/>
  <!-- What is spoken to the instructions that say it. -->
  <xsl:mode name="c:words" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <!-- Data to a literal of the stylesheet that yields it again. -->
  <xsl:mode name="c:data" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <!-- Declarations of XSLT, copied with the prefixes they had in their file. -->
  <xsl:mode name="c:code" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="/" as="element(xsl:stylesheet)" mode="c:part">
    <xsl:apply-templates select="schema" mode="c:part"/>
  </xsl:template>

  <xsl:template match="schema" as="element(xsl:stylesheet)" mode="c:part">
    <out:stylesheet version="3.0">
      <xsl:for-each select="ns">
        <xsl:namespace name="{@prefix}" select="string(@uri)"/>
      </xsl:for-each>
      <out:output method="json"/>
      <xsl:apply-templates select="xsl:*" mode="c:code"/>
      <xsl:apply-templates select="let, pattern/let" mode="c:part"/>
      <xsl:if test="xsl:accumulator">
        <out:mode use-accumulators="#all"/>
      </xsl:if>
      <out:template match="/">
        <out:variable name="{c:own('found')}" as="map(*)*">
          <xsl:for-each select="pattern">
            <xsl:variable name="nodes" as="xs:string" select="(@nodes, 'nodes')[1]"/>
            <xsl:sequence select="rule ! c:guard(.)"/>
            <out:apply-templates select="${c:own($nodes)}" mode="{c:mode(.)}"/>
          </xsl:for-each>
        </out:variable>
        <out:sequence select="array {{ ${c:own('found')} }}"/>
      </out:template>
      <xsl:apply-templates select="pattern" mode="c:part"/>
    </out:stylesheet>
  </xsl:template>

  <xsl:template match="let[@value]" as="element(xsl:variable)" mode="c:part">
    <out:variable name="{@name}" select="{@value}">
      <xsl:copy-of select="@as, @own:at"/>
    </out:variable>
  </xsl:template>

  <xsl:template match="let[not(@value)]" as="element(xsl:variable)" mode="c:part">
    <out:variable name="{@name}" expand-text="no">
      <xsl:copy-of select="@as, @own:at"/>
      <xsl:apply-templates mode="c:data"/>
    </out:variable>
  </xsl:template>

  <xsl:template match="@own:*" mode="c:data" priority="1"/>

  <xsl:template match="@*" as="attribute()" mode="c:data">
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="replace(., '[{{}}]', '$0$0')"/>
  </xsl:template>

  <xsl:template match="text()" as="element(xsl:text)" mode="c:data c:words">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="*" as="element()" mode="c:code">
    <xsl:copy>
      <xsl:for-each select="tokenize(@own:prefixes)">
        <xsl:namespace name="{substring-before(., '=')}" select="substring-after(., '=')"/>
      </xsl:for-each>
      <xsl:copy-of select="@* except @own:*, self::xsl:*/@own:at"/>
      <xsl:apply-templates mode="c:code"/>
    </xsl:copy>
  </xsl:template>

  <!-- The catch-all keeps a mode from descending by itself: even deep-skip goes from a document to its root. -->
  <xsl:template match="pattern" as="element()*" mode="c:part">
    <out:mode name="{c:mode(.)}" on-no-match="fail"/>
    <out:template match="." mode="{c:mode(.)}" priority="0" as="map(*)*"/>
    <xsl:apply-templates select="rule" mode="c:part"/>
  </xsl:template>

  <!-- An error (a cast that fails, say) is a failure of the test, or of the rule if a variable of it is to blame, so
       that it cannot hide what the others find. -->
  <xsl:template match="rule" as="element(xsl:template)" mode="c:part">
    <out:template match="{@context}" mode="{c:mode(..)}" priority="{1 + count(following-sibling::rule)}" as="map(*)*">
      <xsl:copy-of select="@own:at"/>
      <xsl:if test="../../@trace">
        <xsl:sequence select="c:found(., '''fired''', ())"/>
      </xsl:if>
      <xsl:if test="assert | report">
        <out:try>
          <xsl:apply-templates select="*" mode="c:part"/>
          <xsl:sequence select="c:catch(.)"/>
        </out:try>
      </xsl:if>
    </out:template>
  </xsl:template>

  <xsl:template match="assert | report" as="element(xsl:try)" mode="c:part">
    <out:try>
      <out:choose>
        <out:when test="{@test}">
          <xsl:copy-of select="@own:at"/>
          <xsl:sequence select="self::report ! c:failure(.)"/>
        </out:when>
        <out:otherwise>
          <xsl:sequence select="self::assert ! c:failure(.)"/>
        </out:otherwise>
      </out:choose>
      <xsl:sequence select="c:catch(.)"/>
    </out:try>
  </xsl:template>

  <!-- Instructions of XSLT stand in properties only; check.py sees to it. -->
  <xsl:template match="value-of | xsl:*" as="element(xsl:value-of)" mode="c:words">
    <out:value-of select="{@select}">
      <xsl:copy-of select="@own:at"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="name" as="element()+" mode="c:words">
    <out:variable name="{c:own('named')}" select="{(@path, '.')[1]}">
      <xsl:copy-of select="@own:at"/>
    </out:variable>
    <out:value-of select="name(${c:own('named')})"/>
  </xsl:template>

  <!-- A variable that cannot be evaluated makes a context match nothing, as XSLT has it; so it is tried out before. -->
  <xsl:function name="c:guard" as="element(xsl:try)?">
    <xsl:param name="rule" as="element(rule)"/>
    <xsl:variable name="names" as="xs:string*" select="($rule/../let/@name, root($rule)/schema/let/@name)
      [matches($rule/@context, '\$' || replace(., '\.', '\\.') || '([^\w.-]|$)')]"/>
    <xsl:if test="exists($names)">
      <out:try>
        <out:if test="string(count(({string-join($names ! ('$' || .), ', ')}))) = ''"/>
        <xsl:sequence select="c:catch($rule)"/>
      </out:try>
    </xsl:if>
  </xsl:function>

  <xsl:function name="c:failure" as="element()+">
    <xsl:param name="test" as="element()"/>
    <out:variable name="{c:own('notes')}" as="Q{{http://www.w3.org/2001/XMLSchema}}string*">
      <xsl:for-each select="$test/(diagnostic | property)">
        <out:value-of>
          <xsl:apply-templates select="node()" mode="c:words"/>
        </out:value-of>
      </xsl:for-each>
    </out:variable>
    <out:variable name="{c:own('subject')}" select="{($test/@subject, '.')[1]}">
      <xsl:copy-of select="$test/@own:at"/>
    </out:variable>
    <xsl:variable name="message" as="element(xsl:value-of)">
      <out:value-of>
        <xsl:apply-templates select="$test/node() except $test/(diagnostic | property)" mode="c:words"/>
      </out:value-of>
    </xsl:variable>
    <xsl:sequence select="c:found($test, '''failed''', $message)"/>
  </xsl:function>

  <!-- What happens where a test, or a rule as a whole, cannot be evaluated. -->
  <xsl:function name="c:catch" as="element(xsl:catch)">
    <xsl:param name="owner" as="element()"/>
    <xsl:variable name="message" as="element(xsl:value-of)">
      <out:value-of select="$Q{{http://www.w3.org/2005/xqt-errors}}description"/>
    </xsl:variable>
    <out:catch>
      <xsl:sequence select="c:found($owner, '''broken''', $message)"/>
    </out:catch>
  </xsl:function>

  <!-- A call of the template of runtime.xsl. Subject and notes are in scope where a test has failed. -->
  <xsl:function name="c:found" as="element(xsl:call-template)">
    <xsl:param name="owner" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="message" as="element(xsl:value-of)?"/>
    <out:call-template name="{c:own('found')}">
      <out:with-param name="kind" select="{$kind}"/>
      <out:with-param name="n" select="{if ($kind = '''fired''') then $owner/@row else $owner/@n}"/>
      <xsl:if test="$kind = '''failed'''">
        <out:with-param name="subject" select="${c:own('subject')}"/>
        <out:with-param name="notes" select="${c:own('notes')}"/>
      </xsl:if>
      <xsl:for-each select="$message">
        <out:with-param name="message" as="text()?">
          <xsl:sequence select="."/>
        </out:with-param>
      </xsl:for-each>
    </out:call-template>
  </xsl:function>

  <xsl:function name="c:own" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="'Q{urn:x-edition:schematron:run}' || $name"/>
  </xsl:function>

  <xsl:function name="c:mode" as="xs:string">
    <xsl:param name="pattern" as="element(pattern)"/>
    <xsl:sequence select="c:own('pattern-' || count($pattern/preceding-sibling::pattern))"/>
  </xsl:function>
</xsl:stylesheet>
